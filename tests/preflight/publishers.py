"""Registers the publishers, as a maintainer does, when a job asks for an identity."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.preflight.built_files import BuiltFile, built
from tests.preflight.packages import Package
from tests.preflight.registered import Registered
from tests.preflight.target import Target
from tests.sandbox.github.runs import Job, Run
from tests.sandbox.pypi import PYPI, TESTPYPI
from tests.sandbox.pypi.sites import Site
from tests.sandbox.pypi.state import Project
from tests.sandbox.sandbox import Sandbox
from tests.sandbox.workstation.home import LOGIN

_SITES = {site.audience: site for site in (PYPI, TESTPYPI)}


@dataclass
class Publishers:
    """`existing`: the projects exist, and get ordinary publishers; else pending ones.

    `refused` are the errors of the forms, by project.
    """

    sandbox: Sandbox
    target: Target
    packages: Sequence[Package]
    registered: Mapping[str, Registered]
    existing: bool
    add_release: Callable[[Site, Project, Sequence[BuiltFile]], None]
    refused: dict[str, list[str]] = field(default_factory=dict)
    _done: set[tuple[str, str, str, str]] = field(default_factory=set)

    def identified(self, run: Run, job: Job, audience: str) -> None:
        """A job of the run asks for an identity for an index."""
        site = _SITES.get(audience)
        if site is None:
            return
        files = self._of_job(job) or self.files(run)
        names = list(dict.fromkeys(file.name for file in files))
        for name in names or [each.name for each in self.packages[:1]]:
            self._register(site, name, run, job, [file for file in files if file.name == name])

    def _of_job(self, job: Job) -> list[BuiltFile]:
        """What is in the workspace of the job: a leg of a matrix uploads its own package."""
        return built([Path(job.workspace)], self.target.copy) if job.workspace else []

    def files(self, run: Run) -> list[BuiltFile]:
        """What the run has built so far."""
        services = self.sandbox.root / "services"
        folders = [*services.glob(f"artifacts/{run.id}/*")]
        folders += services.glob(f"runs/home-{run.id}-*/.cache/act/*/hostexecutor")
        return built(folders, self.target.copy)

    def _register(
        self, site: Site, name: str, run: Run, job: Job, files: Sequence[BuiltFile]
    ) -> None:
        file = Path(job.path or run.path).name
        known = self.registered.get(self._caller(job))
        environment = known.environment if known else job.environment
        key = (site.name, str(canonicalize_name(name)), file, environment or "")
        if key in self._done:
            return
        self._done.add(key)
        fields = {
            "Owner": self.target.owner, "Repository name": self.target.repository,
            "Workflow name": file, "Environment name": environment or "",
        }  # fmt: skip
        if self.existing:
            self._add_project(site, name, files)
            url = f"https://{site.domain}/manage/project/{name}/settings/publishing/"
        else:
            url = f"https://{site.domain}/manage/account/publishing/"
            fields = {f"{site.title} Project Name": name, **fields}
        if errors := self.sandbox.browser.submit(url, fields):
            self.refused.setdefault(name, []).extend(errors)

    def add_projects(self, index: str) -> None:
        """Add the packages that files of the repository name, for uploads by an API token."""
        site = next(each for each in _SITES.values() if each.name == index)
        for package in self.packages:
            self._add_project(site, package.name, [])

    def _caller(self, job: Job) -> str:
        return job.key if not job.path else next(iter(self.registered), job.key)

    def _add_project(self, site: Site, name: str, files: Sequence[BuiltFile]) -> None:
        state = self.sandbox.indexes[site.name].state
        project = state.project(name)
        if project is None:
            project = Project(name, {LOGIN: "Owner"})
            state.add_project(project, time.time())
        self.add_release(site, project, files)
