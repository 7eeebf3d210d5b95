"""Pages that no row records: the people of a project, tokens, the security history.

Their words are those of warehouse/manage/views/__init__.py, warehouse/accounts/views.py and their
templates (pypi/warehouse, 6b62157).
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.contracts.served_index import Served
from tests.contracts.wheels import upload, wheel

MANAGE = "/manage/project/sampleproject"
PEOPLE, PUBLISHERS = f"{MANAGE}/collaboration/", f"{MANAGE}/settings/publishing/"
ACCEPT, ACCOUNT, TOKEN = (
    "/account/verify-project-role/",
    "/manage/account/",
    "/manage/account/token/",
)


def text(served: Served, path: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", served.send("GET", path).text))


def events(served: Served, path: str) -> list[str]:
    """The events of a security history, the newest first."""
    return re.findall(r"<td><strong>(.*?)</strong>", served.send("GET", path).text)


def test_an_invitation_makes_an_owner_when_it_is_accepted(project: Served) -> None:
    """Before that, it is pending, and cannot be repeated."""
    invitation = {"username": "bob", "role_name": "Owner"}
    assert project.send("POST", PEOPLE, data=invitation).status_code == 303
    page = text(project, PEOPLE)
    assert "Invitation sent to 'bob'" in page and "bob Invite pending" in page
    assert "already has an active invite" in project.send("POST", PEOPLE, data=invitation).text
    assert project.state.projects["sampleproject"].owners == ["alice"]
    assert project.send("POST", ACCEPT).headers["location"] == PEOPLE
    assert "You are now Owner of the 'sampleproject' project." in text(project, PEOPLE)
    assert project.state.projects["sampleproject"].owners == ["alice", "bob"]
    assert "already has Owner role" in project.send("POST", PEOPLE, data=invitation).text
    invited, added = "bob invited to join as project owner", "bob added as project owner"
    assert events(project, f"{MANAGE}/history/") == [added, invited]


def test_nobody_is_invited_without_an_account_and_a_verified_address(project: Served) -> None:
    unknown = project.send("POST", PEOPLE, data={"username": "nobody", "role_name": "Owner"})
    assert "No user found with that username. Try again." in unknown.text
    no_role = project.send("POST", PEOPLE, data={"username": "bob", "role_name": ""})
    assert "<li>Select role</li>" in no_role.text
    project.state.users["bob"].email = "unverified"
    refused = project.send("POST", PEOPLE, data={"username": "bob", "role_name": "Maintainer"})
    assert "does not have a verified primary email address" in refused.text
    assert not project.state.invitations


def test_an_invitation_that_nobody_has_sent_cannot_be_accepted(project: Served) -> None:
    assert "Invalid token: no token supplied" in text(project, ACCEPT)


@pytest.mark.parametrize("page", ["release/1.0.0/", "settings/publishing/", "collaboration/"])
def test_a_maintainer_who_is_no_owner_manages_nothing(project: Served, page: str) -> None:
    """Neither yanks, nor deletes, nor changes publishers, nor invites."""
    project.state.projects["sampleproject"].roles["bob"] = "Maintainer"
    project.state.signed_in = "bob"
    assert project.send("GET", f"{MANAGE}/{page}").status_code == 403
    assert project.doubles.refused == ["form-forbidden"]


def test_a_removed_token_uploads_no_more(project: Served) -> None:
    """What it has uploaded stays. Another user's token cannot be removed."""
    data = {"description": "ci", "token_scope": "scope:user"}
    shown = project.send("POST", TOKEN, data=data).text
    secret = re.findall(r'"provisioned-key">(.*?)<', shown)[0]
    (token,) = (one for one in project.state.tokens.values() if one.description == "ci")
    project.state.signed_in = "bob"
    project.send("POST", TOKEN, data={"macaroon_id": token.id, "confirm_password": "x"})
    assert "API Token does not exist." in text(project, ACCOUNT)
    project.state.signed_in = "alice"
    project.send("POST", TOKEN, data={"macaroon_id": token.id, "confirm_password": "x"})
    assert "Deleted API token 'ci'." in text(project, ACCOUNT)
    assert upload(project, wheel(version="1.0.1"), secret=secret).status_code == 403
    assert events(project, ACCOUNT) == ["API token removed", "API token added"]
    assert list(project.state.projects["sampleproject"].releases) == ["1"]


def test_the_security_history_of_a_project_shows_what_its_owner_did(project: Served) -> None:
    fields = {
        "owner": "octo-org", "repository": "r", "workflow_filename": "w.yml", "environment": "e",
    }  # fmt: skip
    project.send("POST", PUBLISHERS, data=fields)
    (publisher,) = project.state.publishers
    project.send("POST", PUBLISHERS, data={"publisher_id": publisher})
    release = f"{MANAGE}/release/1.0.0/"
    project.send("POST", release, data={"confirm_yank_version": "1.0.0", "yanked_reason": ""})
    project.send("POST", release, data={"confirm_delete_version": "1.0.1"})
    project.send("POST", release, data={"confirm_delete_version": "1.0.0"})
    shown = ["Version 1.0.0 removed", "Version 1.0.0 yanked"]
    shown += ["Trusted publisher removed", "Trusted publisher added"]
    assert events(project, f"{MANAGE}/history/") == shown
