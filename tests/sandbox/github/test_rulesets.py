"""A ruleset for tags: who may create, move and delete them, by git and by the API."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.sandbox.fixtures import RunCommand
from tests.sandbox.github import rulesets
from tests.sandbox.github.ref_patterns import matches
from tests.sandbox.github.state import Account
from tests.sandbox.sandbox import Sandbox

_STRANGER, _TOKEN = "somebody-else", "sandbox-token-of-somebody-else"
#: As somebody who may write to the repository, and is in no team.
_AS_STRANGER = (
    f"GH_TOKEN={_TOKEN} git -c credential.helper= -c credential.helper='!f() {{ echo username=x; "
    f"echo password={_TOKEN}; }}; f' push"
)


@pytest.fixture
def ruled_sandbox(restored_sandbox: Sandbox, shell: RunCommand) -> Sandbox:
    """The ruleset of the guide, and the tag v3.1.0."""
    state = restored_sandbox.github.state
    state.users[_STRANGER] = Account(_STRANGER, 61_000)
    state.tokens[_TOKEN] = _STRANGER
    body = {
        "name": "Release tags", "target": "tag", "enforcement": "active",
        "conditions": {"ref_name": {"include": ["refs/tags/v*"], "exclude": []}},
        "rules": [{"type": "creation"}, {"type": "update"}, {"type": "deletion"}],
        "bypass_actors": [{"actor_id": state.teams[0].id, "actor_type": "Team"}],
    }  # fmt: skip
    made = shell(f"gh api repos/{{owner}}/{{repo}}/rulesets --input - <<< '{json.dumps(body)}'")
    assert made.returncode == 0, made.stderr
    restored_sandbox.github.bare.git("tag", "v3.1.0", "main")
    assert shell("git fetch --quiet --tags").returncode == 0
    return restored_sandbox


def _refused(done: subprocess.CompletedProcess[str], ref: str, why: str) -> bool:
    assert done.returncode, done.stdout
    address = f"/rules?ref=refs%2Ftags%2F{ref}"
    told = f"remote: error: GH013: Repository rule violations found for refs/tags/{ref}."
    declined = f"{ref} (push declined due to repository rule violations)"
    return all(each in done.stderr for each in (told, address, f"remote: - {why}", declined))


def test_somebody_outside_the_team_cannot_create_move_or_delete_a_tag(
    ruled_sandbox: Sandbox, shell: RunCommand
) -> None:
    before = ruled_sandbox.github.bare.refs()
    shell("git commit --quiet --allow-empty --message New; git tag --force v3.1.0; git tag v3.2.0")
    for refspec, ref, change in [
        ("v3.2.0", "v3.2.0", "creation"),
        ("--force v3.1.0", "v3.1.0", "update"),
        ("--delete v3.1.0", "v3.1.0", "deletion"),
    ]:
        done = shell(f"{_AS_STRANGER} origin {refspec}")
        assert _refused(done, ref, rulesets.MESSAGES[change]), done.stderr
    assert ruled_sandbox.github.bare.refs() == before


def test_other_refs_of_the_same_push_are_changed(ruled_sandbox: Sandbox, shell: RunCommand) -> None:
    """GitHub decides for each ref: https://github.com/stacktale/stacktale/pull/163."""
    shell("git tag v3.2.0; git tag other; git commit --quiet --allow-empty --message New")
    done = shell(f"{_AS_STRANGER} origin v3.2.0 other HEAD:refs/heads/topic")
    assert _refused(done, "v3.2.0", rulesets.MESSAGES["creation"]), done.stderr
    refs = ruled_sandbox.github.bare.refs()
    assert {"refs/tags/other", "refs/heads/topic"} <= refs.keys()
    assert "refs/tags/v3.2.0" not in refs


def test_a_member_of_the_team_is_told_of_the_rule_and_bypasses_it(
    ruled_sandbox: Sandbox, shell: RunCommand
) -> None:
    shell("git tag v3.2.0")
    done = shell("git push origin v3.2.0")
    assert done.returncode == 0, done.stderr
    assert "remote: Bypassed rule violations for refs/tags/v3.2.0:" in done.stderr
    assert "refs/tags/v3.2.0" in ruled_sandbox.github.bare.refs()
    assert shell("gh release create v3.3.0 --notes New").returncode == 0
    assert shell("gh release delete v3.3.0 --yes --cleanup-tag").returncode == 0


def test_the_api_refuses_a_release_and_a_deletion_too(
    ruled_sandbox: Sandbox, shell: RunCommand
) -> None:
    before = ruled_sandbox.github.bare.refs()
    done = shell(f"GH_TOKEN={_TOKEN} gh release create v3.3.0 --notes New")
    assert done.returncode and rulesets.MESSAGES["creation"] in done.stderr, done.stderr
    assert not ruled_sandbox.github.state.release("v3.3.0")
    path = "repos/{owner}/{repo}/git/refs/tags/v3.1.0"
    done = shell(f"GH_TOKEN={_TOKEN} gh api -i -X DELETE {path}")
    assert "HTTP/1.1 422" in done.stdout and rulesets.MESSAGES["deletion"] in done.stdout
    assert ruled_sandbox.github.bare.refs() == before


def test_a_ruleset_that_is_not_active_or_is_gone_refuses_nothing(
    ruled_sandbox: Sandbox, shell: RunCommand
) -> None:
    (ruleset,) = ruled_sandbox.github.state.rulesets
    ruleset.enforcement = "disabled"
    assert shell(f"git tag v3.2.0; {_AS_STRANGER} origin v3.2.0").returncode == 0
    ruleset.enforcement = "active"
    gone = shell(f"gh api -X DELETE repos/{{owner}}/{{repo}}/rulesets/{ruleset.id}")
    assert gone.returncode == 0, gone.stderr
    assert shell(f"{_AS_STRANGER} origin --delete v3.2.0").returncode == 0


def test_the_ruleset_is_listed(ruled_sandbox: Sandbox, shell: RunCommand) -> None:
    """`gh ruleset` reads GraphQL; the guide uses `gh api`."""
    listed = shell("gh api repos/{owner}/{repo}/rulesets --jq '.[] | .name + \" \" + .target'")
    assert listed.stdout == "Release tags tag\n"


@pytest.mark.parametrize(
    ("pattern", "name", "expected"),
    [
        ("refs/tags/v*", "refs/tags/v1.0", True),
        ("refs/tags/v*", "refs/tags/v1/0", False),
        ("refs/tags/*", "refs/tags/other", True),
        ("refs/tags/**/*", "refs/tags/a/b", True),
        ("v?.[0-9]", "v1.2", True),
        ("v?.[!0-9]", "v1.2", False),
        ("v1.0", "v1x0", False),
    ],
)
def test_a_star_stops_at_a_slash(pattern: str, name: str, expected: bool) -> None:
    assert matches(pattern, name) is expected
