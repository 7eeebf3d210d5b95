"""The events that start runs: a dispatch, a published release, a push, a pull request."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from tests.sandbox.github import (
    changed_paths,
    dispatch,
    json_pulls,
    json_releases,
    pulls,
    release_types,
    workflow_filters,
)
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.new_run import new_run
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import BOT, Account, Pull, Release, State
from tests.sandbox.github.workflow import Workflow, parsable, parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

FOLDER = ".github/workflows"
#: The event's part of a payload.
Detail = Mapping[str, object]


class Starter(Protocol):
    """The part of the runner that events use."""

    def start(self, run: Run) -> None: ...


class Events:
    """Finds the workflows that an event triggers, and starts a run of each."""

    def __init__(self, state: Callable[[], State], bare: Bare, runner: Starter) -> None:
        self._state, self._bare, self._runner = state, bare, runner

    def workflows(self, commit: str) -> list[Workflow]:
        """The workflow files in a commit, without those that cannot be parsed."""
        texts = {path: self._bare.file(commit, path) for path in self._bare.files(commit, FOLDER)}
        return parsable(texts)

    def dispatch(self, login: str, path: str, ref: str, given: Mapping[str, Any]) -> Run:
        """Check the ref, the file and the inputs, then start a run.

        Raises:
            Refused: 422, with GitHub's message.
        """
        full = self._bare.qualified(ref)
        if full is None:
            refuse("ref-not-found", ref=ref)
        commit = self._bare.commit(full) or ""
        text = self._bare.file(commit, path)
        if text is None:
            refuse("workflow-not-on-ref", file=path.split("/")[-1], ref=ref)
        try:
            workflow = parse(text, path)
        except InvalidWorkflowError as error:
            refuse("invalid-workflow-file", problem=error.problem)
        inputs = dispatch.accepted_inputs(workflow, given)
        return self._start(workflow, "workflow_dispatch", full, commit, login, {"inputs": inputs})

    def release_published(self, login: str, release: Release, *, created: bool) -> None:
        """Start the workflows in the tagged commit that a release triggers.

        `created` is false for one that was a draft.
        """
        ref = f"refs/tags/{release.tag}"
        commit = self._bare.commit(ref) or ""
        shown = json_releases.release(self._state(), release)
        for workflow in self.workflows(commit) if login != BOT else ():
            for action in release_types.starting(workflow, release, created=created):
                detail = {"action": action, "release": shown}
                self._start(workflow, "release", ref, commit, login, detail)

    def pushed(self, login: str, ref: str, before: str | None, commit: str) -> None:
        """`before` is the commit of the ref before the push, None for a new one."""

        def changed() -> list[str]:
            return changed_paths.of_push(self._bare, before, commit)

        for workflow in self.workflows(commit) if login != BOT else ():
            rule = workflow.triggers.get("push", False)
            if rule is not False and workflow_filters.admits(rule or {}, ref, changed):
                self._start(workflow, "push", ref, commit, login, {})

    def pull_request_opened(self, pull: Pull) -> None:
        """Add the pull request, whose commits are at refs/pull/N/head, and start its workflows."""
        state = self._state()
        state.users.setdefault(pull.author, Account(pull.author, 50_000 + pull.number))
        state.pulls.append(pull)
        pulls.merge(self._bare, pull.number)
        self.pull_request_changed(pull.author, pull, "opened")

    def pull_request_changed(self, login: str, pull: Pull, action: str) -> None:
        """Start `pull_request` from its merge commit and `pull_request_target` from main.

        Source: GitHub docs, "Events that trigger workflows".
        """
        detail = json_pulls.event(self._state(), self._bare, pull, action)
        merged, into = f"refs/pull/{pull.number}/merge", self._state().default_ref
        for event, ref in (("pull_request", merged), ("pull_request_target", into)):
            commit = self._bare.commit(ref) or ""
            for workflow in self.workflows(commit) if login != BOT else ():
                rule = workflow.triggers.get(event, False)
                if rule is not False and self._concerns(rule or {}, pull, action):
                    self._start(workflow, event, ref, commit, login, detail)

    def _concerns(self, rule: Mapping[str, Any], pull: Pull, action: str) -> bool:
        """Whether a trigger wants this action on a pull request into main, with its changes."""
        types = workflow_filters.listed(rule.get("types", pulls.DEFAULT_TYPES))
        base = self._state().default_branch
        if action not in types or not workflow_filters.base_passes(rule, base):
            return False
        return workflow_filters.paths_pass(
            rule, lambda: changed_paths.of_pull(self._bare, pull.number)
        )

    def unlisted_run(self, path: str, event: str, login: str, inputs: Mapping[str, str]) -> Run:
        """A run at the head of the default branch, not started; its file need not be there."""
        ref = self._state().default_ref
        detail: Detail = {"inputs": dict(inputs)}
        commit = self._bare.commit(ref) or ""
        return new_run(self._state(), self._bare, path, path, event, ref, commit, login, detail)

    def begin(self, path: str, event: str, ref: str, login: str, detail: Detail) -> Run:
        """Start a run of one file, whatever its triggers; raises InvalidWorkflowError."""
        commit = self._bare.commit(ref) or ""
        workflow = parse(self._bare.file(commit, path) or "", path)
        return self._start(workflow, event, ref, commit, login, detail)

    def _start(
        self, workflow: Workflow, event: str, ref: str, commit: str, login: str, detail: Detail
    ) -> Run:
        state, path, name = self._state(), workflow.path, workflow.name
        run = new_run(state, self._bare, path, name, event, ref, commit, login, detail)
        state.runs.append(run)
        self._runner.start(run)
        return run


def workflow_id(path: str) -> int:
    """The same number for the same path, as on GitHub."""
    return zlib.crc32(path.encode()) % 100_000_000
