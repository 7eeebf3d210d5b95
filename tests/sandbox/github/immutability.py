"""Immutable releases: what is locked once one is published, and what is not.

Sources: https://docs.github.com/en/code-security/concepts/supply-chain-security/immutable-releases;
https://github.com/github/docs/pull/45730 tried out what can still be edited: title, notes,
pre-release and latest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.sandbox.github.state import Release, State

#: Fields of a request whose change on an immutable release has an answer that no source shows.
_LOCKED = ("tag_name", "draft")


def publish(state: State, release: Release) -> None:
    """Lock a release that is being published, and its tag's name for ever, if the setting is on."""
    if state.immutable_releases:
        release.immutable = True
        state.reserved_tags.append(release.tag)


def locks(state: State, ref: str, change: str) -> bool:
    """Whether an immutable release forbids the change of a ref, whoever asks for it.

    Its tag stays as it is while the release exists. The name is never free again, which looks like
    a ruleset that is in no list: https://github.com/SalamLang/Salam/pull/1627.
    """
    tag = ref.removeprefix("refs/tags/")
    if tag == ref:
        return False
    if change == "creation":
        return tag in state.reserved_tags
    return any(each.immutable and each.tag == tag for each in state.releases)


def tag_errors(state: State, tag: str, broken: str) -> list[dict[str, Any]]:
    """The errors of a release that cannot have its tag; `broken` is the rules' text, if any.

    Sources: https://github.com/orgs/community/discussions/178351 where the tag still exists, else
    https://github.com/github-community-projects/ospo-reusable-workflows/issues/83.
    """
    error, errors = {"resource": "Release", "code": "custom"}, []
    if broken:
        errors.append({**error, "field": "pre_receive", "message": f"pre_receive {broken}"})
    if tag in state.reserved_tags:
        used = "tag_name was used by an immutable release"
        errors.append({**error, "field": "tag_name", "message": used})
    if broken:
        errors.append({**error, "message": "Published releases must have a valid tag"})
    return errors


def check_edit(release: Release, body: dict[str, Any]) -> None:
    """Raises TypeError for an edit of an immutable release whose answer is not known."""
    now = {"tag_name": release.tag, "draft": release.draft}
    changed = [name for name in _LOCKED if name in body and body[name] != now[name]]
    if release.immutable and changed:
        raise TypeError(f"no source has GitHub's answer to {changed[0]} of an immutable release")
