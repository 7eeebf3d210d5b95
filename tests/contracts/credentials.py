"""The Authorization header of a row's upload, from the row's `auth`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from tests.contracts.authorization_headers import FORMS, header
from tests.contracts.jwts import Signers
from tests.contracts.rows import NotReproducible, Row, by_label
from tests.contracts.served_index import Served
from tests.sandbox.oidc_issuer import GITHUB_ISSUER
from tests.sandbox.pypi import User, macaroons
from tests.sandbox.pypi.state import PendingPublisher, Project, Publisher, State

HOUR = 3600
#: The tags of caveats (warehouse/macaroons/caveats); PyPI does not have 99.
EXPIRATION, PROJECT_NAMES, PROJECT_IDS, REQUEST_USER, UNKNOWN = 0, 1, 2, 3, 99
Caveat = list[Any]


def _expired() -> Caveat:
    now = int(time.time())
    return [EXPIRATION, now - 60, now - HOUR]


#: `auth.caveats` of a row → the only caveat of the token, for its user and the row's projects.
CAVEATS: dict[str | None, Callable[[User, list[Project]], Caveat]] = {
    None: lambda user, projects: [REQUEST_USER, user.id],
    "expired": lambda user, projects: _expired(),
    "project-name": lambda user, projects: [PROJECT_NAMES, [projects[0].normalized]],
    "project-name-other": lambda user, projects: [PROJECT_NAMES, [projects[1].normalized]],
    "project-name-both": lambda user, projects: [
        PROJECT_NAMES,
        [p.normalized for p in projects[:2]],
    ],
    "project-id-other": lambda user, projects: [PROJECT_IDS, [projects[1].id]],
}
#: `auth.caveats` of a row → the caveat that the client added to a token for all projects.
ATTENUATIONS: dict[str | None, Callable[[], Caveat]] = {
    "attenuated-expired": _expired,
    "attenuated-junk": lambda: [UNKNOWN, "x"],
}


def authorization(served: Served, signers: Signers, auth: Row) -> str | None:
    """None for a request without the header."""
    if auth["kind"] == "none":
        return None
    if auth["kind"] == "raw":
        return str(auth["header"]).strip()  # as every HTTP parser strips it
    if auth["kind"] == "user-token":
        token = _user_token(served.state, auth)
    else:
        token = _minted_token(served, signers, auth)
    return header(auth.get("form"), token)


def check_labels(auth: Row) -> None:
    """Raises NotReproducible for a label in `auth` that `authorization` does not implement."""
    by_label(FORMS, auth.get("form"), "auth.form")
    by_label({**CAVEATS, **ATTENUATIONS}, auth.get("caveats"), "auth.caveats")
    _flags_set_after(auth)


def _user_token(state: State, auth: Row) -> str:
    label, user = auth.get("caveats"), state.users[auth["user"]]
    attenuate = ATTENUATIONS.get(label)
    issued = by_label(CAVEATS, None if attenuate else label, "auth.caveats")
    caveat = issued(user, list(state.projects.values()))
    token, _ = macaroons.issue(state, "pypi.org", [caveat], user=user.username)
    if attenuate is None:
        return token
    macaroon = macaroons.parse(token)
    assert macaroon is not None
    macaroon.add_first_party_caveat(json.dumps(attenuate(), separators=(",", ":")))
    return f"pypi-{macaroon.serialize()}"


def _minted_token(served: Served, signers: Signers, auth: Row) -> str:
    """Exchange an OIDC token for an API token, `aged` seconds before the upload."""
    publisher = _publisher(served.state, auth.get("publisher"))
    claims = _claims(publisher)
    if environment := auth.get("env") or publisher.environment:
        claims["environment"] = environment
    token = signers.token({"header": {"alg": "RS256", "kid": "gh-key-1"}, "claims": claims})
    answer = served.send("POST", "/_/oidc/mint-token", json={"token": token})
    served.doubles.clock_offset = float(auth.get("aged", 0))
    served.state.flags.update(_flags_set_after(auth))
    return str(answer.json()["token"])


def _publisher(state: State, number: int | str | None) -> Publisher | PendingPublisher:
    """The publisher of that number in the row's setup; without a number, the pending one."""
    if not isinstance(number, int):
        return next(iter(state.pending.values()))
    return list(state.publishers.values())[number]


def _claims(publisher: Publisher | PendingPublisher) -> Row:
    place, ref = f"{publisher.owner}/{publisher.repository}", "refs/heads/main"
    return {
        "iss": GITHUB_ISSUER, "aud": "pypi", "jti": f"upload-{time.monotonic_ns()}", "ref": ref,
        "sha": "c0ffee", "sub": f"repo:{place}:ref:{ref}", "event_name": "push",
        "repository": place, "repository_owner": publisher.owner,
        "repository_owner_id": publisher.owner_id,
        "job_workflow_ref": f"{place}/.github/workflows/{publisher.workflow}@{ref}",
        "iat": {"$now": -60}, "nbf": {"$now": -60}, "exp": {"$now": 300},
    }  # fmt: skip


def _flags_set_after(auth: Row) -> list[str]:
    """The admin flags that were set between the exchange and the upload (`flag:NAME`)."""
    if not (after := auth.get("after")):
        return []
    kind, _, name = after.partition(":")
    if kind != "flag":
        raise NotReproducible(f"auth.after: unknown label {after!r}; implement it beside flag:NAME")
    return [name]
