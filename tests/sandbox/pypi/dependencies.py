"""What an index asks of the rest of the world: GitHub's keys and accounts, Sigstore, a clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import jwt
from starlette.types import ASGIApp

if TYPE_CHECKING:
    from pypi_attestations import Attestation, Distribution, GitHubPublisher


@dataclass(frozen=True)
class Account:
    """A GitHub user or organization, spelt as GitHub spells it."""

    login: str
    id: int


class AccountLookupError(Exception):
    """The look-up of a GitHub account failed; `refusal` names what the form then says."""

    refusal = "github-error"


class UnknownAccount(AccountLookupError):
    refusal = "github-unknown-owner"


class RateLimited(AccountLookupError):
    refusal = "github-rate-limited"


class Offline(AccountLookupError):
    refusal = "github-offline"


class TimedOut(AccountLookupError):
    refusal = "github-timeout"


def verify_offline(attestation: Attestation, publisher: GitHubPublisher, dist: Distribution) -> str:
    """The predicate type of `attestation`, verified against Sigstore's shipped trust root.

    Raises what `Attestation.verify` raises, `VerificationError` above all.
    """
    predicate_type, _predicate = attestation.verify(publisher, dist, offline=True)
    return predicate_type


def forget(_code: str, _text: str) -> None:
    """A recorder for those who do not listen."""


@dataclass(frozen=True)
class Services:
    """`refused(code, text)` hears every refusal; `fallback` answers reads of unknown projects."""

    issuer_keys: Callable[[], Sequence[jwt.PyJWK]]
    github_account: Callable[[str], Account]
    verify: Callable[[Attestation, GitHubPublisher, Distribution], str] = verify_offline
    fallback: ASGIApp | None = None
    refused: Callable[[str, str], None] = forget
    now: Callable[[], float] = time.time
