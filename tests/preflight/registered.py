"""The publishers that are registered: as the workflow said when the project was last released."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.preflight import tag_names
from tests.preflight.source_git import GitError, git
from tests.preflight.static.publishing import PublishingJob, publishing_jobs
from tests.preflight.target import Target
from tests.preflight.ways import Start
from tests.sandbox.github.workflow_shapes import InvalidWorkflowError

#: So many earlier versions of a workflow are read when the repository has no release.
_MOST = 10


@dataclass(frozen=True)
class Registered:
    """`environment` is None for a publisher of any environment; `since` says where it is from."""

    environment: str | None
    since: str = ""


def registered(
    target: Target, start: Start, folder: Path, given: str | None
) -> dict[str, Registered]:
    """By publishing job. `given` is the environment that the person names, "" for none."""
    earlier = None if given is not None else _earlier(target, start, folder)
    found = {}
    for job in start.jobs:
        if given is not None:
            found[job.job] = Registered(given or None)
        elif earlier is not None and not _fits(job, earlier[0]):
            found[job.job] = Registered(earlier[0][0].environment, earlier[1])
        else:
            found[job.job] = Registered(job.environment)
    return found


def _fits(job: PublishingJob, earlier: list[PublishingJob]) -> bool:
    """Whether one of the earlier publishers admits the job, or none is known."""
    environments = {each.environment for each in earlier}
    return not earlier or None in environments or job.environment in environments


def _earlier(target: Target, start: Start, folder: Path) -> tuple[list[PublishingJob], str] | None:
    """The jobs that published at the last release, or before the last change, and where from."""
    for number, (revision, words) in enumerate(_revisions(target, start)):
        place = folder / f"earlier-{number}"
        try:
            archive = git(target.copy, "archive", revision, ".github", home=target.home)
            with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
                packed.extractall(place, filter="data")
            jobs = publishing_jobs(place, start.workflow.path, start.trigger)
        except (GitError, OSError, tarfile.TarError, InvalidWorkflowError):
            continue
        jobs = [job for job in jobs if job.index in (start.index, None) and not job.token]
        if any(not _fits(job, jobs) for job in start.jobs) or words.startswith("the tag"):
            return jobs, words
    return None


def _revisions(target: Target, start: Start) -> Iterator[tuple[str, str]]:
    tag = tag_names.released(target.tags)
    if tag is not None:
        yield tag, f"the tag {tag}"
        return
    try:
        path = start.workflow.path
        listed = target.git("log", f"-{_MOST}", "--format=%H %h", "HEAD", "--", path)
    except GitError:
        return
    for line in listed.splitlines()[1:]:
        revision, _, short = line.partition(" ")
        yield revision, f"the commit {short}"
