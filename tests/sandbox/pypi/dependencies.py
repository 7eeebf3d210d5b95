"""The services that an index depends on: GitHub's keys and accounts, Sigstore, a clock."""

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
    """A GitHub user or organization; `login` is in GitHub's spelling."""

    login: str
    id: int


class AccountLookupError(Exception):
    """The look-up of a GitHub account failed; `refusal` is the slug of the form's message."""

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
    """Verify `attestation` with the trust root that sigstore ships; return its predicate type.

    Raises what `Attestation.verify` raises, `VerificationError` in most cases.
    """
    predicate_type, _predicate = attestation.verify(publisher, dist, offline=True)
    return predicate_type


def ignore_refusal(_slug: str, _text: str) -> None:
    pass


@dataclass(frozen=True)
class Dependencies:
    """`on_refusal` receives the slug and text of each refusal; `now` is in seconds since the epoch.

    `github_account` raises AccountLookupError. `fallback` answers reads of projects that the index
    does not host.
    """

    issuer_keys: Callable[[], Sequence[jwt.PyJWK]]
    github_account: Callable[[str], Account]
    verify: Callable[[Attestation, GitHubPublisher, Distribution], str] = verify_offline
    fallback: ASGIApp | None = None
    on_refusal: Callable[[str, str], None] = ignore_refusal
    now: Callable[[], float] = time.time
