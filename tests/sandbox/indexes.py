"""The two package indexes of a sandbox, connected to its GitHub and its Sigstore."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import jwt
from starlette.types import ASGIApp

from tests.sandbox.github.state import State as GitHubState
from tests.sandbox.pypi import PYPI, TESTPYPI, Dependencies, Index
from tests.sandbox.pypi.dependencies import Account, UnknownAccount
from tests.sandbox.pypi.state import State, User
from tests.sandbox.sigstore import Sigstore

if TYPE_CHECKING:
    from pypi_attestations import Attestation, Distribution, GitHubPublisher

Refused = Callable[[str, str], None]
#: Another maintainer's account on each index, whom the reader may invite.
COLLEAGUE = "hostfactory-colleague"


def open_indexes(
    folder: Path,
    keys: Callable[[], Sequence[jwt.PyJWK]],
    github: Callable[[], GitHubState],
    sigstore: Sigstore,
    refused: Refused,
    mirror: ASGIApp,
) -> dict[str, Index]:
    """PyPI and TestPyPI by name; PyPI alone serves `mirror` for projects that it does not host."""

    indexes = {}
    for site in (PYPI, TESTPYPI):
        (folder / site.name).mkdir()
        dependencies = Dependencies(
            issuer_keys=keys, github_account=partial(_account, github),
            verify=_verify(sigstore), on_refusal=refused,
            fallback=mirror if site is PYPI else None,
        )  # fmt: skip
        state = State(users={COLLEAGUE: User(COLLEAGUE)})
        indexes[site.name] = Index(site, folder / site.name, dependencies, state)
    return indexes


def _account(github: Callable[[], GitHubState], login: str) -> Account:
    """The account as GitHub spells it; raises UnknownAccount."""
    state = github()
    for known in (state.owner, *state.users.values()):
        if known.login.lower() == login.lower():
            return Account(known.login, known.id)
    raise UnknownAccount(login)


def _verify(sigstore: Sigstore) -> Callable[[Attestation, GitHubPublisher, Distribution], str]:
    """The sandbox's verifier, loaded at the first attestation because its import takes a second."""

    def verify(attestation: Attestation, publisher: GitHubPublisher, dist: Distribution) -> str:
        return sigstore.verifier()(attestation, publisher, dist)[0]

    return verify
