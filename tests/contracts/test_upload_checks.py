"""Uploads that no row here records; each test names the part of PyPI's code that it follows."""

from __future__ import annotations

import pytest

from tests.contracts import index_state
from tests.contracts.credentials import authorization
from tests.contracts.jwts import Signers
from tests.contracts.sdists import FILENAME, sdist, upload
from tests.contracts.served_index import Served

SDIST = sdist("sampleproject-1.0.0/PKG-INFO", "sampleproject-1.0.0/a.py")
GIBIBYTE = 1024**3
CONFIGURATION = {
    "owner": "octo-org", "repository": "sampleproject", "owner_id": "65",
    "workflow": "release.yml", "environment": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "limit", "refused"),
    [(10, None, "10 GB"), (20, 20 * GIBIBYTE, "20 GB"), (10, 20 * GIBIBYTE, None)],
)
def test_a_project_at_its_total_size_takes_no_file(
    seeded: Served, stored: int, limit: int | None, refused: str | None
) -> None:
    """`total_size_limit_value`, warehouse/packaging/models.py: the larger of the two limits."""
    project = {"name": "sampleproject", "total_size_limit": limit}
    setup = {"projects": [project], "project_total_size": stored * GIBIBYTE}
    seeded.start_from(index_state.build({"setup": setup}))
    index_state.apply_late_setup(seeded.state, setup)
    answer = upload(seeded, SDIST)
    assert answer.status_code == (400 if refused else 200)
    if refused:
        assert f"Limit for project 'sampleproject' total size is {refused}. See" in (
            Served.reason(answer)
        )


@pytest.mark.parametrize("environment", ["", "pypi"])
def test_the_first_token_of_a_pending_publisher_uploads(
    seeded: Served, signers: Signers, environment: str
) -> None:
    """The exchange creates the project, and the token is good for it (warehouse/oidc/views.py)."""
    pending = CONFIGURATION | {
        "environment": environment, "project_name": "SampleProject", "added_by": "bob",
    }  # fmt: skip
    seeded.start_from(index_state.build({"setup": {"pending": [pending]}}))
    header = authorization(seeded, signers, {"kind": "oidc-token"})
    (project,) = seeded.state.projects.values()
    assert (project.name, project.owners, project.releases) == ("SampleProject", ["bob"], {})
    assert not seeded.state.pending
    assert upload(seeded, SDIST, header, name="other-project").status_code == 400
    assert seeded.doubles.refused == ["non-user-identity"]
    assert upload(seeded, SDIST, header).status_code == 200
    assert [file.filename for file in seeded.state.all_files()] == [FILENAME]


def test_the_account_is_looked_at_after_the_metadata_and_the_project(seeded: Served) -> None:
    """`_ensure_user_can_upload` is called after the permission check, in `file_upload`."""
    alice = seeded.state.users["alice"]
    alice.email, alice.two_factor = "unverified", False
    assert "is invalid for 'version'" in upload(seeded, SDIST, version="main").text
    seeded.state.projects["sampleproject"].roles = {"bob": "Owner"}
    assert "isn't allowed to upload to project" in upload(seeded, SDIST).text
    seeded.state.projects.clear()
    assert "verified primary email address" in upload(seeded, SDIST).text
    alice.email = "verified"
    assert "two-factor authentication enabled" in upload(seeded, SDIST).text
    assert not seeded.state.projects


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ("markdown", "'markdown'"),
        ("text/html", "'text/html'"),
        ("text/x-markdown", "'text/x-markdown'"),
        ("TEXT/Markdown", None),
        ("text/markdown; charset=UTF-8; variant=GFM", None),
    ],
)
def test_a_description_has_one_of_three_types(
    seeded: Served, given: str, refused: str | None
) -> None:
    """The text is that of `packaging` 26.2 (requirements/main.txt); the list has no fixed order."""
    answer = upload(seeded, SDIST, description="# A", description_content_type=given)
    assert answer.status_code == (400 if refused else 200)
    if refused:
        reason = Served.reason(answer)
        assert reason.startswith("'description-content-type' must be one of ['text/")
        assert reason.endswith(
            f"'], not {refused}. See https://packaging.python.org/specifications/core-metadata"
            " for more information."
        )
