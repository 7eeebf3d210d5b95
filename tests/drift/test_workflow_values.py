"""The values of publish.yml fit together: needs, inputs of actions, artifacts, expressions."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.sources import facts, tree

pytestmark = pytest.mark.drift

#: An action that is pinned to a commit, with its version as a comment.
PINNED = re.compile(r"([\w.-]+/[\w./-]+@[0-9a-f]{40}) # (\S+)")


def steps() -> list[dict[str, Any]]:
    return [step for job in tree(PUBLISH)["jobs"].values() for step in job["steps"]]


def test_each_job_needs_the_jobs_whose_work_it_uses() -> None:
    """A publishing job and the list of contents need the build, the summary needs all."""
    needs = {each.id: set(each.needs) for each in facts().workflow.jobs}
    others = set(needs) - {"build", "summary"}
    assert needs == {"build": set(), "summary": set(needs) - {"summary"}} | {
        each: {"build"} for each in others
    }


def inputs(step: dict[str, Any]) -> dict[str, Any]:
    """The inputs of the step's action, as its stand-in describes them."""
    name = step.get("uses", "").partition("@")[0]
    described = f"tests/sandbox/runner/actions/{name}/action.yml"
    return dict(tree(described)["inputs"]) if name else {}


def test_each_input_is_one_of_its_action() -> None:
    """GitHub only warns of an unknown one, and then ignores it."""
    for step in steps():
        known = set(inputs(step))
        assert set(step.get("with", {})) <= known, f"{PUBLISH}: no such input: {step}"


def test_each_switch_of_an_action_is_true_or_false() -> None:
    """actions/core's getBooleanInput refuses other words, and some actions take them for false."""
    switches = [
        (name, value)
        for step in steps()
        for name, value in step.get("with", {}).items()
        if str((inputs(step)[name] or {}).get("default")).lower() in ("true", "false", "auto")
    ]
    assert len(switches) > 3
    assert not [
        f"{PUBLISH}: {name}: {value}" for name, value in switches if not isinstance(value, bool)
    ]


def test_each_artifact_is_stored_by_one_job_and_has_one_folder() -> None:
    """What a job downloads was uploaded under that name, from the same folder."""
    stored, loaded = {}, []
    for step in steps():
        given = step.get("with", {})
        if "upload-artifact" in step.get("uses", ""):
            stored[given["name"]] = given["path"]
            assert given["if-no-files-found"] == "error"
        elif "download-artifact" in step.get("uses", ""):
            loaded.append((given["name"], given["path"]))
    assert loaded and all(stored[name] == path for name, path in loaded)


def test_the_summary_names_the_result_of_each_job() -> None:
    """`JOB=${{ needs.JOB.result }}`, for all that it needs."""
    summary = tree(PUBLISH)["jobs"]["summary"]
    pairs = [f"{name}=${{{{ needs.{name}.result }}}}" for name in summary["needs"]]
    assert summary["env"]["RESULTS"].split("\n")[0] == " ".join(pairs)


def pinned(place: Path) -> set[tuple[str, str]]:
    return set(PINNED.findall(place.read_text(encoding="utf-8")))


def test_the_version_behind_a_commit_is_the_same_everywhere() -> None:
    """On the pages, and in the workflows, which Dependabot keeps right."""
    workflows = set().union(*map(pinned, (ROOT / ".github/workflows").glob("*.yml")))
    assert len({name for name, _ in workflows}) == len(workflows), workflows
    for page in sorted((ROOT / "docs").rglob("*.md")):
        other = pinned(page) - workflows
        assert not other, f"{page.relative_to(ROOT)}: no workflow has {other}"


def test_each_job_has_the_runner_that_the_publishing_action_needs() -> None:
    """Its action.yml: "This action is only able to run under GNU/Linux environments"."""
    jobs = tree(PUBLISH)["jobs"].values()
    assert {job["runs-on"] for job in jobs} == {"ubuntu-latest"}
