"""What the run does not settle: other ways to publish, tokens, a twine that is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.preflight.plan import Plan
from tests.preflight.report import NotRun, Report
from tests.preflight.ways import Start


def other_ways(start: Start, others: Sequence[Start]) -> Iterator[NotRun]:
    """Other workflows that publish to the index, too."""
    for path in dict.fromkeys(each.workflow.path for each in others if each.open):
        if path != start.workflow.path:
            name = Path(path).name
            yield NotRun(
                f"the workflow {name}", "another one was chosen", option=f"--workflow {name}"
            )


def unknown_twine(made: Plan, report: Report) -> Iterator[NotRun]:
    """The publishing action at a commit that no table and no comment names."""
    newest = any(f.metadata_version >= "2.4" for each in report.published for f in each.files)
    for uses in dict.fromkeys(job.uses for job in made.start.jobs if job.uses):
        if not made.twine_is_known(uses):
            option = f"--assume {uses.partition('@')[0]}"
            matters = newest and option.removeprefix("--assume ") not in made.assumed
            yield NotRun(f"the twine of {uses}", "its version is not known", matters, option)


def tokens(start: Start, *, given: bool) -> Iterator[NotRun]:
    """The secret of a job that uploads with an API token."""
    if any(job.token for job in start.jobs) and not given:
        why = "only GitHub knows its value"
        yield NotRun("the API token in the secret", why, True, "--token")
