"""The checks that a fault is mended: a run, an upload or a rule that only seems right is not."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable

import pytest

from overrides.hooks.facts import PUBLISH
from tests.guide.remedies import on_index, results, runs
from tests.guide.remedies.remedy import Check
from tests.sandbox.actors import existing_releases
from tests.sandbox.github import protection
from tests.sandbox.github.deployment_environment import RefPattern
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.pypi.state import Project, Publisher
from tests.sandbox.sandbox import Sandbox

Change = Callable[[Sandbox], None]


def ended(sandbox: Sandbox, event: str, **jobs: str) -> None:
    """A run of publish.yml that is green, with jobs of these conclusions."""
    state = sandbox.github.state
    run = Run(state.new_id(), 1, PUBLISH, "Publish", "t", event, "refs/heads/main", "0" * 40,
              "somebody", {}, time.time())  # fmt: skip
    run.status, run.conclusion = "completed", "success"
    for key, conclusion in jobs.items():
        name = key.replace("_", "-")
        run.jobs.append(Job(state.new_id(), name, name, "completed", conclusion))
    state.runs.append(run)


def upload(sandbox: Sandbox) -> None:
    if sandbox.indexes["testpypi"].state.project(sandbox.facts.package) is None:
        existing_releases.add_project(sandbox, "testpypi")
    existing_releases.add_version(sandbox, "testpypi", "0.1.0", b"x")


def published(sandbox: Sandbox) -> None:
    upload(sandbox)
    ended(sandbox, "workflow_dispatch", publish_testpypi="success")


def skipped(sandbox: Sandbox) -> None:
    upload(sandbox)
    ended(sandbox, "workflow_dispatch", publish_testpypi="skipped")


def without_upload(sandbox: Sandbox) -> None:
    ended(sandbox, "workflow_dispatch", publish_testpypi="success")


def for_any_environment(sandbox: Sandbox) -> None:
    published(sandbox)
    state = sandbox.indexes["testpypi"].state
    project = state.project(sandbox.facts.package)
    publisher = Publisher("awslabs", "r", "1", "publish.yml", "", [project.id] if project else [])
    state.publishers[publisher.id] = publisher


def beside_another(sandbox: Sandbox) -> None:
    published(sandbox)
    sandbox.indexes["testpypi"].state.add_project(Project("mistyped"))


def pull_request(sandbox: Sandbox) -> None:
    ended(sandbox, "pull_request", build="success", publish_testpypi="skipped")


def pull_request_published(sandbox: Sandbox) -> None:
    ended(sandbox, "pull_request", build="skipped", publish_testpypi="success")


def without_jobs(sandbox: Sandbox) -> None:
    ended(sandbox, "workflow_dispatch")


def nothing(sandbox: Sandbox) -> None:
    """Change nothing."""


def half_uploaded(sandbox: Sandbox) -> None:
    upload(sandbox)
    folder = sandbox.folder / "dist"
    folder.mkdir()
    sdist, wheel = existing_releases.file_names(sandbox, "0.1.0")
    (folder / sdist).write_bytes(b"x")
    (folder / wheel).write_bytes(b"other bytes")


@pytest.mark.parametrize(
    ("check", "change", "sentence"),
    [
        (runs.run_published("testpypi"), nothing, "has no run"),
        (runs.run_published("testpypi"), skipped, "its job `publish-testpypi` is skipped"),
        (runs.run_published("testpypi"), without_upload, "no new file of the project is on"),
        (runs.run_published("testpypi"), for_any_environment, "names no environment"),
        (runs.run_published("testpypi"), published, None),
        (runs.run_published("testpypi", only_project=True), beside_another, "is still there"),
        (runs.run_published("testpypi", only_project=True), published, None),
        (runs.run_published("pypi"), published, "its job `publish-pypi` is not there"),
        (runs.pull_request_passed(), published, "is not of the event `pull_request`"),
        (runs.pull_request_passed(), pull_request_published, "ran for a pull request"),
        (runs.pull_request_passed(), pull_request, None),
        (runs.dispatched(), pull_request, "no dispatch has started a run"),
        (runs.dispatched(), without_jobs, "no dispatch has started a run"),
        (runs.dispatched(), published, None),
        (on_index.uploaded("testpypi"), nothing, "no new file"),
        (on_index.uploaded("pypi"), upload, "no new file of the project is on pypi.org"),
        (on_index.uploaded("testpypi"), upload, None),
        (on_index.folder_uploaded("testpypi"), nothing, "dist/ is empty"),
        (on_index.folder_uploaded("testpypi"), half_uploaded, "-any.whl is not on test.pypi.org"),
        (results.built(version="0.1.1"), half_uploaded, "dist/ has no open_hostfactory_plugin-0"),
        (results.installed(), nothing, ".rehearsal has no open-hostfactory-plugin"),
    ],
)
def test_a_remedy_is_judged_from_the_world(
    restored_sandbox: Sandbox, check: Check, change: Change, sentence: str | None
) -> None:
    """The fault is there before the change; the change mends it, or only seems to."""
    shutil.rmtree(restored_sandbox.folder / "dist", ignore_errors=True)
    judge = check.begin(restored_sandbox)
    assert judge() is not None
    change(restored_sandbox)
    judged = judge()
    assert (judged is None) == (sentence is None) and (sentence or "") in (judged or "")


def test_an_environment_with_a_weak_rule_is_not_protected(restored_sandbox: Sandbox) -> None:
    """Reviewers are missing, or any tag may deploy."""
    state = restored_sandbox.github.state
    environment = protection.environment(state, "pypi", time.time())
    judge = results.protected().begin(restored_sandbox)
    environment.reviewers, environment.policy = [("Team", state.teams[0].id)], "custom"
    environment.patterns = [RefPattern(state.new_id(), "v*", "tag")]
    assert judge() is None
    environment.patterns[0].name = "*"
    assert judge() == "`pypi` admits other refs than tags `v*`"
    environment.reviewers.clear()
    assert judge() == "nobody has to approve a run in `pypi`"
