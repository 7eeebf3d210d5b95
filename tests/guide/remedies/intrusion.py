"""The check of an index after an intrusion: no way in is left, and the workflow publishes again."""

from __future__ import annotations

from dataclasses import replace

from tests.guide.remedies.remedy import Check, Judge
from tests.guide.remedies.runs import run_published
from tests.sandbox.pypi.state import Project, State
from tests.sandbox.sandbox import Sandbox


def intruder_out(index: str, version: str) -> Check:
    """No token is left, each publisher is of the repository, and the intruder's `version` is gone.

    It was reported, and a new run has published.
    """
    published = run_published(index)

    def begin(sandbox: Sandbox) -> Judge:
        new_version = published.begin(sandbox)
        old = set(sandbox.indexes[index].state.publishers)

        def judge() -> str | None:
            state = sandbox.indexes[index].state
            project = state.project(sandbox.facts.package)
            if project is None:
                return "the project is gone"
            if way_in := _way_in(sandbox, state, project, old):
                return way_in
            return f"{version} is still there" if version in project.releases else new_version()

        return judge

    return replace(published, begin=begin)


def _way_in(sandbox: Sandbox, state: State, project: Project, old: set[str]) -> str | None:
    if any(token.user in project.roles for token in state.tokens.values()):
        return "an API token of the account is left"
    registered = state.publishers.values()
    for publisher in (each for each in registered if project.id in each.projects):
        if publisher.id in old:
            return "a publisher of before is still registered"
        if publisher.owner != sandbox.facts.owner:
            return f"a publisher of {publisher.owner} is registered"
    return None if state.reports else "nobody has reported the release"
