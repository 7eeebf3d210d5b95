"""The parts of a web page that the reader's browser uses."""

from __future__ import annotations

from tests.sandbox.workstation.web_page import Page, empty_fields, labels, passwords, sent_value

URL = "https://pypi.org/manage/"
FORM = """<!DOCTYPE html><p class="notification-bar notification-bar--success">Saved</p>
<form method="POST" action="other/">
<label for="a">Environment name (optional):</label><input id="a" name="environment" value="pypi">
<label for="b">Scope</label><select id="b" name="scope">
<option value="user">Entire account</option><option>Project</option>
<option value="">None</option></select>
<label for="c">I understand</label><input type="checkbox" id="c" name="undo">
<input type="hidden" name="id" value="7"><button type="submit" name="go">Save</button></form>
"""


def test_a_field_is_found_by_its_label_without_optional() -> None:
    found = labels(Page(FORM, URL).forms[0])
    names = {label: field.name for label, field in found.items()}
    assert names == {"Environment name": "environment", "Scope": "scope", "I understand": "undo"}
    assert sent_value(found["Scope"], "Entire account") == "user"
    assert sent_value(found["Scope"], "Project") == "Project"
    assert sent_value(found["Scope"], "None") == ""
    assert sent_value(found["Environment name"], "typed") == "typed"


def test_a_form_sends_hidden_values_and_defaults_but_no_unticked_box() -> None:
    """The action is relative to the page's own address."""
    form = Page(FORM, URL).forms[0]
    assert dict(form.form_values()) == {"environment": "pypi", "scope": "user", "id": "7"}
    assert form.action == "https://pypi.org/manage/other/"


def test_errors_are_alerts_and_other_notices_are_not() -> None:
    """GitHub marks errors by a role, PyPI by a class or a list beside the field."""
    assert Page(FORM, URL).alerts == []
    text = """<p role="alert">No <b>such</b> team</p><ul class="form-errors"><li>Invalid</li></ul>
    <p class="notification-bar notification-bar--error">Too\n many</p><ul><li>Menu</li></ul>
    <ul class="form-errors"></ul>"""
    assert Page(text, URL).alerts == ["No such team", "Invalid", "Too many"]


def test_a_new_token_is_read_and_an_empty_page_has_none() -> None:
    assert Page('<code id="provisioned-key">pypi-abc</code>', URL).token == "pypi-abc"
    assert Page("", URL).token is None


def test_a_required_field_may_not_be_empty_and_a_password_is_known() -> None:
    """Blanks are nothing; a field without a label or without `required` may stay empty."""
    text = """<form><label for="a">Owner</label><input id="a" name="owner" required>
    <label for="b">Environment name (optional)</label><input id="b" name="environment">
    <label for="c">Password</label><input id="c" name="secret" type="password" required></form>"""
    form = Page(text, URL).forms[0]
    assert passwords(form) == ["secret"]
    assert empty_fields(form, {"owner": " ", "secret": "x"}) == ["Owner"]
    assert empty_fields(form, {"owner": "awslabs", "secret": "x"}) == []
