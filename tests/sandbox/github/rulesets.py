"""Rulesets: which changes of a ref a person may make.

Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.sandbox.github import immutability
from tests.sandbox.github.ref_patterns import matches

if TYPE_CHECKING:
    from tests.sandbox.github.state import State

#: Rule → GitHub's message. Sources: https://github.com/opensearch-project/.github/issues/531, and
#: "Branch and tag protection" in SECURITY.md of https://github.com/0xRadikal/Free-v2ray-Configs.
MESSAGES = {
    "creation": "Cannot create ref due to creations being restricted.",
    "update": "Cannot update this protected ref.",
    "deletion": "Cannot delete this tag",
}
#: The heading of the messages where the API refuses a change.
VIOLATIONS = "Repository rule violations found"


@dataclass
class Ruleset:
    """`target` is `branch` or `tag`; `bypass` holds (kind of actor, id, mode)."""

    id: int
    name: str
    target: str
    enforcement: str
    created_at: float
    include: list[str] = field(default_factory=list)
    exclude: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    bypass: list[tuple[str, int, str]] = field(default_factory=list)

    def covers(self, ref: str) -> bool:
        prefix = {"tag": "refs/tags/", "branch": "refs/heads/"}[self.target]
        if self.enforcement != "active" or not ref.startswith(prefix):
            return False
        return _any(self.include, ref) and not _any(self.exclude, ref)


@dataclass(frozen=True)
class Verdict:
    """What the rules say about one change; with `bypassed` it is made nevertheless.

    `protected` is the message about a protected branch; a ruleset has none.
    """

    ref: str
    messages: tuple[str, ...]
    bypassed: bool
    protected: str = ""

    @property
    def refused(self) -> bool:
        return bool(self.messages) and not self.bypassed

    @property
    def text(self) -> str:
        """The message of the API."""
        return f"{VIOLATIONS}\n\n" + "\n".join(self.messages) + "\n\n"


def verdict(state: State, login: str, ref: str, change: str) -> Verdict:
    """`change` is `creation`, `update` or `deletion`."""
    if immutability.locks(state, ref, change):
        return Verdict(ref, (MESSAGES[change],), False)
    broken = [each for each in state.rulesets if change in each.rules and each.covers(ref)]
    messages = (MESSAGES[change],) if broken else ()
    return Verdict(ref, messages, all(_may_bypass(state, each, login) for each in broken))


def _any(patterns: list[str], ref: str) -> bool:
    return any(pattern == "~ALL" or matches(pattern, ref) for pattern in patterns)


def _may_bypass(state: State, ruleset: Ruleset, login: str) -> bool:
    teams = {team.id: team.members for team in state.teams}
    return any(
        kind == "Team" and login in teams.get(number, ()) for kind, number, _ in ruleset.bypass
    )
