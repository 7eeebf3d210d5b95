"""The sandbox that is set up is the one that the guide's own pages set up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.evaluate.page_run import run_page
from tests.evaluate.session import Session
from tests.guide.project import project
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.page import Docs
from tests.sandbox.indexes import COLLEAGUE
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.repository import SPECIMEN, TOOLS

#: The pages that set everything up, in the order of the guide.
PAGES = ("before-you-begin", "accounts", "testpypi", "pypi", "environments")
HOSTS = "home/.config/gh/hosts.yml"


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """A session of the guide with its sandbox."""
    opened = Session(Docs(ROOT), project(SandboxEnvironment), seconds=60)
    yield opened
    opened.close()


def _sandbox(session: Session) -> Sandbox:
    assert isinstance(session.environment, SandboxEnvironment)
    return session.environment.sandbox


def _set_up_state(sandbox: Sandbox) -> dict[str, Any]:
    """What the set-up has made, without numbers, times and recovery codes."""
    github = sandbox.github.state
    made: dict[str, Any] = {
        name: ([user.__dict__ for user in index.state.users.values()],
               [each.__dict__ for each in index.state.pending.values()], index.state.signed_in)
        for name, index in sandbox.indexes.items()
    }  # fmt: skip
    made["environments"] = list(github.environments.values())
    made["rulesets"] = list(github.rulesets)
    made["accounts"] = sorted(github.tokens.values())
    made["hosts.yml"] = (sandbox.root / HOSTS).read_text()
    ids, codes = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", r"\b[0-9a-f]{16}\b"
    varying = rf"{ids}|{codes}|gho_\w+|\d+\.\d+|(?<=id=)\d+"
    return {name: re.sub(varying, "*", repr(value)) for name, value in made.items()}


def test_the_sandbox_is_set_up_as_the_pages_say(session: Session) -> None:
    """Accounts, publishers, environments with their protection, and the login of `gh`."""
    session.environment.reset()
    for name in PAGES:
        run_page(session, session.docs.page(session.docs.page_name(f"setup/{name}.md")))
    by_pages = _set_up_state(_sandbox(session))
    session.environment.reset()
    _sandbox(session).set_up()
    assert _set_up_state(_sandbox(session)) == by_pages


def _lines(text: str) -> list[str]:
    """The lines with text, without the marks of sections, which pages do not show."""
    return [line for line in text.splitlines() if line.strip() and "# --8<--" not in line]


def test_the_first_page_makes_the_files_of_a_prepared_repository(session: Session) -> None:
    """The workflow, the list of its tools, and the pyproject.toml whose version comes from tags."""
    session.environment.reset()
    bare = _sandbox(session).github.bare
    sources = {PUBLISH: ROOT, TOOLS: ROOT, "pyproject.toml": SPECIMEN}
    expected = {path: _lines((folder / path).read_text()) for path, folder in sources.items()}

    def made() -> dict[str, list[str]]:
        return {path: _lines(bare.file("refs/heads/main", path) or "") for path in sources}

    assert not [path for path, lines in made().items() if lines == expected[path]]
    run_page(session, session.docs.page(session.docs.page_name("setup/before-you-begin.md")))
    assert made() == expected


def test_a_fresh_sandbox_has_no_account_anywhere(session: Session) -> None:
    """Neither index knows the reader, `gh` has no login, and GitHub has no environment."""
    session.environment.reset()
    sandbox = _sandbox(session)
    for index in sandbox.indexes.values():
        assert list(index.state.users) == [COLLEAGUE] and index.state.signed_in is None
    assert not sandbox.github.state.tokens and not sandbox.github.state.environments
    assert not (sandbox.root / HOSTS).exists()
    errors = sandbox.browser.submit("https://pypi.org/manage/account/publishing/", {"Owner": "x"})
    assert errors[0].endswith("Log in · PyPI")
