"""The reader's browser at the stand-ins' forms: what a form does not have, or may not lack."""

from __future__ import annotations

import pytest

from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.browser import FieldLeftOutError, NoSuchFieldError

TOKEN = "https://test.pypi.org/manage/account/token/"
PUBLISHING = "https://pypi.org/manage/account/publishing/"
ENVIRONMENT = "https://github.com/awslabs/open-hostfactory-plugin/settings/environments/new"
PUBLISHER = {
    "PyPI Project Name": "open-hostfactory-plugin",
    "Owner": "awslabs",
    "Repository name": "open-hostfactory-plugin",
    "Workflow name": "publish.yml",
    "Environment name": "pypi",
}


@pytest.mark.parametrize("label", list(PUBLISHER)[:-1])
def test_a_form_is_not_sent_without_a_required_field(restored_sandbox: Sandbox, label: str) -> None:
    """The environment alone is optional at PyPI."""
    restored_sandbox.set_up()
    fields = {name: value for name, value in PUBLISHER.items() if name != label}
    with pytest.raises(FieldLeftOutError, match=f"is not sent without {label}"):
        restored_sandbox.browser.submit(PUBLISHING, fields)


def test_a_token_needs_a_name_and_a_scope(restored_sandbox: Sandbox) -> None:
    restored_sandbox.set_up()
    browser = restored_sandbox.browser
    with pytest.raises(FieldLeftOutError, match="without Token name"):
        browser.submit(TOKEN, {"Scope": "Entire account (all projects)"})
    assert "choose its scope" in browser.submit(TOKEN, {"Token name": "by hand"})[0]


@pytest.mark.parametrize(
    ("url", "label"), [(ENVIRONMENT, "Title"), (PUBLISHING, "Branch"), (TOKEN, "Button")]
)
def test_a_field_that_no_form_has_is_named(restored_sandbox: Sandbox, url: str, label: str) -> None:
    """The sentence lists the fields that the page's forms have."""
    restored_sandbox.set_up()
    with pytest.raises(NoSuchFieldError, match=f"no form with {label}; its fields are"):
        restored_sandbox.browser.submit(url, {label: "x"})
