"""Methods, spellings and blanks that no row here records; each test names PyPI's code."""

from __future__ import annotations

import pytest

from tests.contracts.served_index import Served
from tests.contracts.wheels import UPLOADS, filename, form, token, upload, wheel

UPLOAD_HOST = "upload.pypi.org"


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "PUT"])
def test_the_audience_is_for_get_only(seeded: Served, method: str) -> None:
    """`require_methods=["GET"]`, warehouse/oidc/views.py: not even HEAD."""
    answer = seeded.send(method, "/_/oidc/audience")
    assert (answer.status_code, answer.reason_phrase) == (405, "Method Not Allowed")


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["/legacy/", "/", "/legacy/?:action=anything"])
def test_the_upload_page_has_the_methods_of_a_page(seeded: Served, path: str, method: str) -> None:
    """`SAFE_METHODS`, warehouse/csrf.py; an unknown action is no action (forklift/__init__.py)."""
    assert seeded.send(method, path, host=UPLOAD_HOST).status_code == 200


@pytest.mark.parametrize("action", ["file_upload", "submit", "submit_pkg_info", "doc_upload"])
def test_an_action_of_uploads_is_for_post_only(seeded: Served, action: str) -> None:
    path = f"/legacy/?:action={action}"
    assert seeded.send("GET", path, host=UPLOAD_HOST).status_code == 405
    assert seeded.send("HEAD", path, host=UPLOAD_HOST).status_code == 405


@pytest.mark.parametrize("path", ["/legacy/", "/legacy", "/legacy/?:action=file_upload"])
def test_the_web_host_takes_no_uploads(seeded: Served, path: str) -> None:
    """The routes of uploads have `domain=forklift`; the answer is warehouse/templates/404.html."""
    content = wheel()
    headers = UPLOADS | {"Host": "pypi.org", "Authorization": f"token {token(seeded.state)}"}
    answer = seeded.client.post(
        path, headers=headers,
        data=form(content), files={"content": (filename(), content)},
    )  # fmt: skip
    assert (answer.status_code, answer.reason_phrase) == (404, "Not Found")
    assert answer.headers["content-type"] == "text/html; charset=UTF-8"
    assert "We looked everywhere but couldn't find this page" in answer.text
    assert not seeded.state.projects["sampleproject"].releases


@pytest.mark.parametrize(
    "path", ["/json", "/json/", "/1.0.0/json", "/1.0.0/json/", "/1.0/json?a=b"]
)
@pytest.mark.parametrize("name", ["SampleProject", "SAMPLEPROJECT"])
def test_json_under_another_spelling_leads_to_the_normalized_name(
    seeded: Served, name: str, path: str
) -> None:
    """`current_route_path` of warehouse/legacy/api/json.py: the same route and query."""
    assert upload(seeded, wheel()).status_code == 200
    moved = seeded.send("GET", f"/pypi/{name}{path}")
    assert (moved.status_code, moved.reason_phrase) == (301, "Moved Permanently")
    assert moved.headers["location"] == f"https://pypi.org/pypi/sampleproject{path}"
    assert moved.headers["access-control-allow-origin"] == "*"
    assert moved.headers["cache-control"] == "max-age=900, public"
    assert f"moved to /pypi/sampleproject{path};" in moved.text.replace("&amp;", "&")
    there = seeded.send("GET", f"/pypi/sampleproject{path}")
    assert there.status_code == 200 and there.json()["info"]["name"] == "sampleproject"


@pytest.mark.parametrize("path", ["/json", "/json/", "/9.9/json", "/9.9/json/"])
@pytest.mark.parametrize("name", ["sampleproject", "SampleProject", "other"])
def test_json_that_is_not_there_is_not_redirected(seeded: Served, name: str, path: str) -> None:
    """Neither to a slash nor to a name: `JSON_REGEX`, warehouse/views.py; the project is empty."""
    answer = seeded.send("GET", f"/pypi/{name}{path}")
    assert (answer.status_code, answer.json()) == (404, {"message": "Not Found"})


@pytest.mark.parametrize("environment", [" ", "   ", "\t", "\n", "\u3000"])
@pytest.mark.parametrize(
    ("path", "project"),
    [
        ("/manage/account/publishing/", "newproject"),
        ("/manage/project/sampleproject/settings/publishing/", None),
    ],
)
def test_an_environment_of_blanks_is_stored_as_it_is(
    seeded: Served, path: str, project: str | None, environment: str
) -> None:
    """No run fits such a publisher.

    `Optional` of WTForms 3.2.2 ends the validation at blanks, and `normalized_environment` is the
    text in lower case (warehouse/oidc/forms/github.py).
    """
    seeded.state.signed_in = "alice"
    fields = {
        "owner": "octo-org",
        "repository": "sampleproject",
        "workflow_filename": "release.yml",
    }
    named = {"project_name": project} if project else {}
    answer = seeded.send("POST", path, data=fields | named | {"environment": environment})
    assert answer.status_code == 303
    (stored,) = (seeded.state.pending if project else seeded.state.publishers).values()
    assert stored.environment == environment
