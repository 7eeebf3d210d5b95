"""The deletion of a project: `delete_project` and `confirm_project` of warehouse."""

from __future__ import annotations

import httpx
import pytest

from tests.contracts import index_state
from tests.contracts.credentials import authorization
from tests.contracts.jwts import Signers
from tests.contracts.sdists import sdist, upload
from tests.contracts.served_index import Served

PUBLISHER = {
    "owner": "octo-org", "repository": "sampleproject", "owner_id": "65",
    "workflow": "release.yml", "environment": "",
}  # fmt: skip
SETTINGS = "/manage/project/sample-project/settings/"
DELETE = "/manage/project/sample-project/delete_project/"
FORM = {
    "project_name": "sampleproject", "owner": "octo-org", "repository": "sampleproject",
    "workflow_filename": "release.yml", "environment": "",
}  # fmt: skip


@pytest.fixture
def mistyped(seeded: Served) -> Served:
    """The pending publisher of sample-project has been used for sampleproject."""
    projects, publishers = ["sample-project"], [PUBLISHER | {"projects": ["sample-project"]}]
    setup = {"setup": {"projects": projects, "publishers": publishers}}
    seeded.start_from(index_state.build(setup))
    seeded.state.signed_in = "alice"
    return seeded


def register(served: Served) -> httpx.Response:
    return served.send("POST", "/manage/account/publishing/", data=FORM)


def test_the_right_name_is_refused_until_the_similar_project_is_deleted(
    mistyped: Served, signers: Signers
) -> None:
    """PyPI's order is: delete first, then register (docs/user/trusted-publishers)."""
    assert "too similar to an existing project" in register(mistyped).text
    page = mistyped.send("GET", SETTINGS).text
    assert f'action="{DELETE}"' in page and "Project Name" in page
    deleted = mistyped.send("POST", DELETE, data={"confirm_project_name": "sample-project"})
    assert (deleted.status_code, deleted.headers["location"]) == (303, "/manage/projects/")
    assert "Deleted the project" in mistyped.send("GET", "/manage/projects/").text
    assert [p.projects for p in mistyped.state.publishers.values()] == [[]]
    assert register(mistyped).status_code == 303
    header = authorization(mistyped, signers, {"kind": "oidc-token"})
    content = sdist("sampleproject-1.0.0/PKG-INFO", "sampleproject-1.0.0/a.py")
    assert upload(mistyped, content, header).status_code == 200
    assert list(mistyped.state.projects) == ["sampleproject"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Confirm the request"),
        ("sampleproject", "'sampleproject' is not the same as 'sample-project'"),
    ],
)
def test_only_the_typed_name_deletes_the_project(
    mistyped: Served, typed: str, message: str
) -> None:
    answer = mistyped.send("POST", DELETE, data={"confirm_project_name": typed})
    assert (answer.status_code, answer.headers["location"]) == (303, SETTINGS)
    page = mistyped.send("GET", SETTINGS).text.replace("&#x27;", "'")
    assert message in page and list(mistyped.state.projects) == ["sample-project"]


def test_deleting_is_for_owners_and_for_post(mistyped: Served) -> None:
    assert mistyped.send("GET", DELETE).status_code == 405
    mistyped.state.signed_in = "bob"
    typed = {"confirm_project_name": "sample-project"}
    assert mistyped.send("POST", DELETE, data=typed).status_code == 403
    assert list(mistyped.state.projects) == ["sample-project"]


def test_the_names_of_deleted_files_stay_used(seeded: Served) -> None:
    content = sdist("sampleproject-1.0.0/PKG-INFO", "sampleproject-1.0.0/a.py")
    assert upload(seeded, content).status_code == 200
    seeded.state.signed_in = "alice"
    path = "/manage/project/sampleproject/delete_project/"
    seeded.send("POST", path, data={"confirm_project_name": "sampleproject"})
    assert not seeded.state.projects
    assert "previously used by a file that has since been deleted" in upload(seeded, content).text
