"""Checks of accounts: gh is logged in, and a form of an index takes a publisher."""

from __future__ import annotations

import re

from tests.guide.remedies.on_index import hosts
from tests.guide.remedies.remedy import ACCOUNTS, Check, Judge
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN


def logged_in() -> Check:
    """gh has a token that GitHub knows."""

    def begin(sandbox: Sandbox) -> Judge:
        def judge() -> str | None:
            hosts_file = sandbox.root / "home/.config/gh/hosts.yml"
            text = hosts_file.read_text(encoding="utf-8") if hosts_file.exists() else ""
            tokens = re.findall(r"oauth_token: (\S+)", text)
            known = any(token in sandbox.github.state.tokens for token in tokens)
            return None if known else "gh has no token that GitHub knows"

        return judge

    return Check(begin, ACCOUNTS, ("api.github.com",))


def registered(index: str) -> Check:
    """The reader has an account with a verified address on the index."""

    def begin(sandbox: Sandbox) -> Judge:
        def judge() -> str | None:
            user = sandbox.indexes[index].state.users.get(LOGIN)
            known = user is not None and user.email == "verified"
            return None if known else f"no account with a verified address on {hosts(index)[0]}"

        return judge

    return Check(begin, ACCOUNTS, hosts(index))


def pending_publisher_registered(index: str) -> Check:
    """The reader's account has a pending publisher on the index."""

    def begin(sandbox: Sandbox) -> Judge:
        def judge() -> str | None:
            pending = sandbox.indexes[index].state.pending.values()
            own = any(publisher.added_by == LOGIN for publisher in pending)
            return None if own else f"no pending publisher is registered on {hosts(index)[0]}"

        return judge

    return Check(begin, ACCOUNTS, hosts(index))
