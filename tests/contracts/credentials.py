"""The Authorization header of a row's upload: tokens of users and publishers, whole or spoilt."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.contracts import index_state
from tests.contracts.authorization_headers import header, known_label
from tests.contracts.jwts import Signers
from tests.contracts.rows import NotReproducible, Row
from tests.contracts.served_index import Served
from tests.sandbox.pypi import macaroons
from tests.sandbox.pypi.state import State

ISSUER = "https://token.actions.githubusercontent.com"
HOUR = 3600


def authorization(served: Served, signers: Signers, auth: Row) -> str | None:
    if auth["kind"] == "none":
        return None
    if auth["kind"] == "raw":
        return str(auth["header"]).strip()  # as every HTTP parser strips it
    if auth["kind"] == "user-token":
        text = _user_token(served.state, auth)
    else:
        text = _minted(served, signers, auth)
    return header(auth.get("form"), text)


def _user_token(state: State, auth: Row) -> str:
    """A token of the user's, with the caveats that the row names."""
    label, user = auth.get("caveats") or "", state.users[auth["user"]]
    own = [3, user.id]
    added = label.startswith("attenuated")
    caveat = _caveat(state, label.removeprefix("attenuated-"), own)
    text, _ = macaroons.issue(state, "pypi.org", [own if added else caveat], user=user.username)
    if not added:
        return text
    macaroon = macaroons.parse(text)
    assert macaroon is not None
    macaroon.add_first_party_caveat(json.dumps(caveat, separators=(",", ":")))
    return f"pypi-{macaroon.serialize()}"


def _caveat(state: State, label: str, own: list[Any]) -> list[Any]:
    """The caveat that a label stands for; scopes are of the row's first project or its second."""
    now, projects = int(time.time()), list(state.projects.values())
    chosen = {"other": projects[1:2], "both": projects[:2]}.get(label.split("-")[-1], projects[:1])
    if label.startswith(("project-name", "name")):
        return [1, [project.normalized for project in chosen]]
    if label.startswith(("project-id", "id")):
        return [2, [project.id for project in chosen]]
    if label.startswith("project"):
        return [1, [project.normalized for project in chosen]]
    known: dict[str, list[Any]] = {
        "": own,
        "user": own,
        "junk": [99, "x"],
        "empty": [],
        "expired": [0, now - 60, now - HOUR],
        "not-yet": [0, now + HOUR, now + 60],
        "future": [0, now + HOUR, now + 60],
        "valid": [0, now + HOUR, now - 60],
        "not-expired": [0, now + HOUR, now - 60],
        "unexpired": [0, now + HOUR, now - 60],
        "other-user": [3, state.users["bob"].id],
        "user-other": [3, state.users["bob"].id],
        "oidc": [4, "00000000-0000-4000-8000-000000000000"],
        "oidc-publisher": [4, "00000000-0000-4000-8000-000000000000"],
    }
    return list(known_label(known, label, "caveats"))


def _minted(served: Served, signers: Signers, auth: Row) -> str:
    """A token out of the real exchange, for the row's publisher or pending publisher."""
    state = served.state
    chosen = auth.get("publisher")
    known = list(state.publishers.values())
    if chosen is None or chosen == "pending":
        known, chosen = list(state.pending.values()), auth.get("pending", 0)
    publisher = known[int(chosen)]
    claims = _claims(publisher.owner, publisher.owner_id, publisher.repository, publisher.workflow)
    if environment := auth.get("env") or publisher.environment:
        claims["environment"] = environment
    token = signers.token({"header": {"alg": "RS256", "kid": "gh-key-1"}, "claims": claims})
    answer = served.send("POST", "/_/oidc/mint-token", json={"token": token})
    text = str(answer.json()["token"])
    served.doubles.clock_offset = float(auth.get("aged", 0))
    _afterwards(state, auth.get("after"), text, publisher.id)
    return text


def _claims(owner: str, owner_id: str, repository: str, workflow: str) -> Row:
    place, ref = f"{owner}/{repository}", "refs/heads/main"
    return {
        "iss": ISSUER, "aud": "pypi", "jti": f"upload-{time.monotonic_ns()}", "ref": ref,
        "sha": "c0ffee", "sub": f"repo:{place}:ref:{ref}", "event_name": "push",
        "repository": place, "repository_owner": owner, "repository_owner_id": owner_id,
        "job_workflow_ref": f"{place}/.github/workflows/{workflow}@{ref}",
        "iat": {"$now": -60}, "nbf": {"$now": -60}, "exp": {"$now": 300},
    }  # fmt: skip


def _afterwards(state: State, what: str | None, text: str, publisher: str) -> None:
    """What happened between the exchange and the upload."""
    if not what:
        return
    kind, _, rest = what.partition(":")
    if kind == "flag":
        state.flags.add(rest)
    elif "token" in what or "revoke" in what:
        found = macaroons.find(state, text)
        assert found is not None
        del state.tokens[found[1].id]
    elif "publisher" in what and ("project" in what or "detach" in what):
        state.publishers[publisher].projects.clear()
    elif "publisher" in what or what in ("remove", "removed", "delete", "deleted"):
        del state.publishers[publisher]
    else:
        raise NotReproducible(f"nothing is known of what happened after the exchange: {what}")


def is_known(auth: Row) -> bool:
    """Whether all the labels of a row's `auth` mean something to us."""
    state = index_state.build({"setup": {"projects": ["one", "two"]}})
    try:
        header(auth.get("form"), "pypi-AAAA") if auth.get("form") != "flipped" else None
        label = (auth.get("caveats") or "").removeprefix("attenuated-")
        _caveat(state, label, [])
        _afterwards(state, auth.get("after"), "", "")
    except NotReproducible:
        return False
    except (AssertionError, KeyError):  # known, but there is nothing here that it could befall
        return True
    return True
