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
    workflow_filters,
)
from tests.sandbox.github.bare_repository import Bare
from tests.sandbox.github.new_run import new_run
from tests.sandbox.github.refusals import refuse
from tests.sandbox.github.runs import Run
from tests.sandbox.github.state import BOT, Account, Pull, Release, State
from tests.sandbox.github.workflow import Workflow, parse
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

FOLDER = ".github/workflows"
#: The types of a release's event; a workflow that names none wants all of them, so that a release
#: starts it three times: https://github.com/getodk/pyodk/pull/18.
RELEASE_TYPES = (
    "published", "unpublished", "created", "edited", "deleted", "prereleased", "released",
)  # fmt: skip


class Starter(Protocol):
    """The part of the runner that events use."""

    def start(self, run: Run) -> None: ...


class Events:
    """Finds the workflows that an event triggers, and starts a run of each."""

    def __init__(self, state: Callable[[], State], bare: Bare, runner: Starter) -> None:
        self._state, self._bare, self._runner = state, bare, runner

    def workflows(self, commit: str) -> list[Workflow]:
        """The workflow files in a commit, without those that cannot be parsed."""
        found = []
        for path in self._bare.files(commit, FOLDER):
            try:
                found.append(parse(self._bare.file(commit, path) or "", path))
            except InvalidWorkflowError:
                continue
        return found

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

        `created` is false for one that was a draft. Each type is an event of its own: `released`
        for a release, `prereleased` for a pre-release (GitHub's docs, "Events that trigger
        workflows").
        """
        ref = f"refs/tags/{release.tag}"
        commit = self._bare.commit(ref) or ""
        shown = json_releases.release(self._state(), release)
        actions = ["created"] * created + ["published"]
        actions.append("prereleased" if release.prerelease else "released")
        for workflow in self.workflows(commit) if login != BOT else ():
            rule = workflow.triggers.get("release", False)
            types = workflow_filters.listed((rule or {}).get("types", RELEASE_TYPES))
            for action in actions if rule is not False else ():
                if action in types:
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
        merged = f"refs/pull/{pull.number}/merge"
        for event, ref in (("pull_request", merged), ("pull_request_target", self._default())):
            commit = self._bare.commit(ref) or ""
            for workflow in self.workflows(commit) if login != BOT else ():
                rule = workflow.triggers.get(event, False)
                if rule is not False and self._concerns(rule or {}, pull, action):
                    self._start(workflow, event, ref, commit, login, detail)

    def _concerns(self, rule: Mapping[str, Any], pull: Pull, action: str) -> bool:
        """Whether a trigger wants this action on a pull request into main, with its changes."""
        types = workflow_filters.listed(rule.get("types", pulls.DEFAULT_TYPES))
        if action not in types or not workflow_filters.base_passes(
            rule, self._state().default_branch
        ):
            return False
        return workflow_filters.paths_pass(
            rule, lambda: changed_paths.of_pull(self._bare, pull.number)
        )

    def unlisted_run(self, path: str, event: str, login: str, inputs: Mapping[str, str]) -> Run:
        """A run at the head of the default branch, of a file that need not be in the repository; not started."""
        ref = self._default()
        detail: dict[str, object] = {"inputs": dict(inputs)}
        commit = self._bare.commit(ref) or ""
        return new_run(self._state(), self._bare, path, path, event, ref, commit, login, detail)

    def begin(
        self, path: str, event: str, ref: str, login: str, detail: Mapping[str, object]
    ) -> Run:
        """Start a run of one file, whatever its triggers.

        Raises:
            InvalidWorkflowError: GitHub does not accept the file.
        """
        commit = self._bare.commit(ref) or ""
        workflow = parse(self._bare.file(commit, path) or "", path)
        return self._start(workflow, event, ref, commit, login, detail)

    def _default(self) -> str:
        return f"refs/heads/{self._state().default_branch}"

    def _start(
        self, workflow: Workflow, event: str, ref: str, commit: str, login: str,
        detail: Mapping[str, object],
    ) -> Run:  # fmt: skip
        state, path, name = self._state(), workflow.path, workflow.name
        run = new_run(state, self._bare, path, name, event, ref, commit, login, detail)
        state.runs.append(run)
        self._runner.start(run)
        return run


def workflow_id(path: str) -> int:
    """The same number for the same path, as on GitHub."""
    return zlib.crc32(path.encode()) % 100_000_000
