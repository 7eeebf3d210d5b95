"""An immutable release: its files and its tag are locked, and the rest of it can be edited.

Source: https://docs.github.com/en/code-security/concepts/supply-chain-security/immutable-releases;
each message has its own.
"""

from __future__ import annotations

import subprocess

import pytest

from tests.sandbox.fixtures import RunCommand
from tests.sandbox.sandbox import Sandbox

_SETTING = "repos/{owner}/{repo}/immutable-releases"
_RESERVED = "tag_name was used by an immutable release"


def _passes(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def _refusal(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode != 0, done.stdout
    return done.stderr


@pytest.fixture
def released(restored_sandbox: Sandbox, shell: RunCommand) -> Sandbox:
    """The setting is on, and v3.1.0 is published with one file."""
    restored_sandbox.github.state.rulesets.clear()
    _passes(shell(f"gh api -X PUT {_SETTING}"))
    _passes(shell("echo one > one.txt; echo two > two.txt"))
    _passes(shell("gh release create v3.1.0 --target main --notes New one.txt"))
    return restored_sandbox


def test_the_setting_is_for_releases_from_now_on(
    restored_sandbox: Sandbox, shell: RunCommand
) -> None:
    assert "HTTP 404" in _refusal(shell(f"gh api {_SETTING}"))
    _passes(shell("gh release create v3.0.0 --target main --notes Old"))
    _passes(shell(f"gh api -X PUT {_SETTING}"))
    assert '"enabled":true' in _passes(shell(f"gh api {_SETTING}"))
    _passes(shell("gh release create v3.1.0 --target main --notes New"))
    _passes(shell(f"gh api -X DELETE {_SETTING}"))
    _passes(shell("gh release create v3.2.0 --target main --notes Newer"))
    shown = "gh release view {} --json isImmutable --jq .isImmutable"
    found = [_passes(shell(shown.format(tag))).strip() for tag in ("v3.0.0", "v3.1.0", "v3.2.0")]
    assert found == ["false", "true", "false"]


def test_its_files_come_before_it_is_published(released: Sandbox, shell: RunCommand) -> None:
    """gh attaches them to a draft, and publishes it last: https://github.com/cli/cli/pull/11945."""
    assert [each.name for each in released.github.state.releases[-1].assets] == ["one.txt"]
    refusal = _refusal(shell("gh release upload v3.1.0 two.txt"))
    assert "HTTP 422: Cannot upload assets to an immutable release. (https://uploads." in refusal
    assert released.refusals() == ["immutable-release"]
    refusal = _refusal(shell("gh release delete-asset v3.1.0 one.txt --yes"))
    assert "Cannot delete asset from an immutable release" in refusal


def test_a_draft_is_not_immutable(released: Sandbox, shell: RunCommand) -> None:
    _passes(shell("gh release create v3.2.0 --draft --target main --notes New one.txt"))
    _passes(shell("gh release upload v3.2.0 two.txt"))
    _passes(shell("gh release delete-asset v3.2.0 one.txt --yes"))
    _passes(shell("gh release edit v3.2.0 --draft=false"))
    found = released.github.state.releases[-1]
    assert found.immutable and [each.name for each in found.assets] == ["two.txt"]


def test_its_title_and_notes_and_kind_can_be_edited(released: Sandbox, shell: RunCommand) -> None:
    """https://github.com/github/docs/pull/45730 tried it out."""
    _passes(shell("gh release edit v3.1.0 --title Better --notes Clearer --prerelease"))
    found = released.github.state.releases[-1]
    assert (found.name, found.body, found.prerelease) == ("Better", "Clearer", True)
    assert found.immutable


def test_its_tag_is_locked_and_its_name_is_never_free_again(
    released: Sandbox, shell: RunCommand
) -> None:
    """https://github.com/SalamLang/Salam/pull/1627 has git's answer, which names no ruleset."""
    _passes(shell("git fetch --tags --quiet; git commit --quiet --allow-empty --message New"))
    gh013 = "GH013: Repository rule violations found for refs/tags/v3.1.0"
    for push in ("--delete v3.1.0", "--force HEAD:refs/tags/v3.1.0"):
        assert gh013 in _refusal(shell(f"git push origin {push}"))
    _passes(shell("gh release delete v3.1.0 --cleanup-tag --yes"))
    refusal = _refusal(shell("git push origin HEAD:refs/tags/v3.1.0"))
    assert gh013 in refusal and "Cannot create ref due to creations being restricted." in refusal
    refusal = _refusal(shell("gh release create v3.1.0 --target main --notes Again"))
    assert _RESERVED in refusal and "Published releases must have a valid tag" in refusal
    _passes(shell("gh release create v3.1.0 --draft --target main --notes Again"))
    assert _RESERVED in _refusal(shell("gh release edit v3.1.0 --draft=false"))
    _passes(shell("gh release create v3.1.1 --target main --notes New"))
