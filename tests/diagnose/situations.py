"""The situations in which the clients are recorded."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.sandbox.actors import api_token, existing_releases
from tests.sandbox.pypi import outage
from tests.sandbox.pypi.state import Project, State
from tests.sandbox.sandbox import Sandbox

TOKEN = "TOKEN"
#: Not a token of any index.
UNKNOWN = "pypi-AgEIcHlwaS5vcmcCAWEAAgFh"
_REQUESTS = 40
#: The client does not know the authority that signed the index's certificate.
_WITHOUT_AUTHORITIES = "env --unset=SSL_CERT_FILE --unset=REQUESTS_CA_BUNDLE --unset=CURL_CA_BUNDLE"


@dataclass(frozen=True)
class Situation:
    """What is wrong, and the page about it.

    `prepare` changes the index and returns the variables of the client; TOKEN becomes its login.
    `before` stands before the command.
    """

    name: str
    symptom: str
    prepare: Callable[[Sandbox], dict[str, str]]
    before: str = ""

    def shell(self, command: str) -> str:
        return f"{self.before} {command}".strip()


def _state(sandbox: Sandbox) -> State:
    return sandbox.indexes["pypi"].state


def _known_token(sandbox: Sandbox) -> dict[str, str]:
    return {TOKEN: api_token.make(sandbox, "pypi")}


def _nothing(_: Sandbox) -> dict[str, str]:
    return {}


def _unknown_token(_: Sandbox) -> dict[str, str]:
    return {TOKEN: UNKNOWN}


def _in_actions(_: Sandbox) -> dict[str, str]:
    """A job without `id-token: write`."""
    return {"CI": "true", "GITHUB_ACTIONS": "true"}


def _project_of(owner: str | None) -> Callable[[Sandbox], dict[str, str]]:
    def prepare(sandbox: Sandbox) -> dict[str, str]:
        _state(sandbox).flags.clear()
        if owner:
            project = Project(sandbox.facts.package, {owner: "Owner"})
            _state(sandbox).add_project(project, time.time())
        else:
            existing_releases.add_project(sandbox, "pypi")
            existing_releases.add_version(sandbox, "pypi", "1.0.0", b"other contents")
        return _known_token(sandbox)

    return prepare


def _flag(name: str) -> Callable[[Sandbox], dict[str, str]]:
    def prepare(sandbox: Sandbox) -> dict[str, str]:
        _state(sandbox).flags.clear()
        outage.begin(_state(sandbox), name, _REQUESTS)
        return _known_token(sandbox)

    return prepare


#: In this order: what a situation changes stays so for the later ones.
SITUATIONS = (
    Situation("no-credentials", "missing-credentials", _nothing),
    Situation("unknown-token", "invalid-auth", _unknown_token),
    Situation("no-permission", "missing-id-token-permission", _in_actions),
    Situation("no-certificate", "tls-or-connection", _unknown_token, before=_WITHOUT_AUTHORITIES),
    Situation("outage", "index-unavailable", _flag(outage.UPLOADS_DOWN)),
    Situation("uploads-off", "uploads-disabled", _flag("disallow-new-upload")),
    Situation("file-exists", "file-already-exists", _project_of(None)),
    Situation("others-project", "not-project-member", _project_of("somebody")),
    Situation("stray-file", "stray-file-in-dist", _known_token, before="touch dist/notes.txt &&"),
    Situation("no-files", "no-dist-files", _known_token, before="rm -rf dist &&"),
)
