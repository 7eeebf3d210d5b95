"""The probes of what a step leaves behind: each fails before, and a check with it fails, too."""

from __future__ import annotations

from tests.guide.remedies import traces
from tests.guide.remedies.remedy import Check
from tests.sandbox.actors import existing_releases
from tests.sandbox.github.state import Release
from tests.sandbox.sandbox import Sandbox


def test_a_draft_is_a_release_that_is_not_public(restored_sandbox: Sandbox) -> None:
    state = restored_sandbox.github.state
    release = Release(state.new_id(), "v1", "v1", "", False, False, "main", "somebody", 1.0)
    state.releases.append(release)
    assert traces.release_drafted(restored_sandbox) == "no run has made a draft"
    release.draft = True
    assert traces.release_drafted(restored_sandbox) is None


def test_a_release_commit_is_on_a_branch_beside_main(restored_sandbox: Sandbox) -> None:
    bare = restored_sandbox.github.bare
    bare.git("update-ref", "refs/heads/other", "main")
    assert traces.release_commit_pushed(restored_sandbox) is not None
    tree = bare.git("rev-parse", "main^{tree}").strip()
    commit = bare.git("commit-tree", "-p", "main", "-m", "Release 1", tree).strip()
    bare.git("update-ref", "refs/heads/release-1", commit)
    assert traces.release_commit_pushed(restored_sandbox) is None


def test_an_upper_limit_for_python_is_not_mended(restored_sandbox: Sandbox) -> None:
    existing_releases.add_project(restored_sandbox, "testpypi")
    existing_releases.add_version(restored_sandbox, "testpypi", "0.1.2", b"x")
    probe = traces.newer_pythons_admitted("testpypi", "0.1.2")
    project = restored_sandbox.indexes["testpypi"].state.project(restored_sandbox.facts.package)
    assert project
    project.releases["0.1.2"].info["requires_python"] = ">=3.9,<3.12"
    assert probe(restored_sandbox) == "0.1.2 is for Python >=3.9,<3.12 only"
    project.releases["0.1.2"].info["requires_python"] = ">=3.9"
    assert probe(restored_sandbox) is None


def test_a_check_with_a_probe_passes_when_both_do(restored_sandbox: Sandbox) -> None:
    answers: list[str | None] = ["not published", None]
    check = Check(lambda _: lambda: answers[0], (), ()).also(lambda _: answers[1])
    judge = check.begin(restored_sandbox)
    assert judge() == "not published"
    answers[:] = [None, "no draft"]
    assert judge() == "no draft"
    answers[:] = [None, None]
    assert judge() is None
