"""What the run does not settle: other ways to publish, tokens, a twine that is not known."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.preflight.plan import Plan
from tests.preflight.project_files import text_of
from tests.preflight.report import NotRun, Report
from tests.preflight.static.contexts import resolved
from tests.preflight.static.steps import Step, steps
from tests.preflight.ways import Start

_VERSION = re.compile(r"\b3\.\d{1,2}\b")
#: Where a command of uv names a version.
_ASKED = re.compile(r"\buv python install ([^\n;&|]*)|\buvx? [^\n;&|]*?(?:--python|-p)[ =](\S+)")


def other_ways(start: Start, others: Sequence[Start]) -> Iterator[NotRun]:
    """Other workflows that publish to the index, too."""
    for path in dict.fromkeys(each.workflow.path for each in others if each.open):
        if path != start.workflow.path:
            name = Path(path).name
            yield NotRun(
                f"the workflow {name}", "another one was chosen", option=f"--workflow {name}"
            )


def missing_inputs(start: Start) -> Iterator[NotRun]:
    """What a person types when they dispatch the workflow: GitHub starts no run without it."""
    if start.event != "dispatch":
        return
    for name, rule in start.workflow.inputs.items():
        chosen = name in start.inputs or rule.get("default") not in (None, "")
        typed = rule.get("type", "string") in ("string", "number")
        if rule.get("required") and typed and not chosen:
            why = "it is required, and has no default"
            yield NotRun(f"the input `{name}`", why, True, f"--input {name}=VALUE")


def unknown_twine(made: Plan, report: Report) -> Iterator[NotRun]:
    """The publishing action at a commit that no table and no comment names."""
    newest = any(f.metadata_version >= "2.4" for each in report.published for f in each.files)
    for uses in dict.fromkeys(job.uses for job in made.start.jobs if job.uses):
        if not made.twine_is_known(uses):
            option = f"--assume {uses.partition('@')[0]}"
            matters = newest and option.removeprefix("--assume ") not in made.assumed
            yield NotRun(f"the twine of {uses}", "its version is not known", matters, option)


def pythons(made: Plan) -> Iterator[NotRun]:
    """The versions of Python that the jobs ask for and this machine does not use."""
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    asked = set[str]()
    for step in (
        each for job in made.run for each in steps(made.target.copy, made.start.workflow, job)
    ):
        env = _variables(made, step)
        said = [str(step.inputs.get("python-version") or ""), _given(step.run)]
        said.append(str(env.get("UV_PYTHON") or ""))
        for text in said:
            asked |= set(_VERSION.findall(resolved(text, {"env": env}) or text))
        if re.search(r"\buv\b", step.run):
            asked |= set(_VERSION.findall(text_of(made.target.copy / ".python-version")))
    for version in sorted(asked - {ours}):
        yield NotRun(f"Python {version}", f"this machine builds with {ours}")


def _variables(made: Plan, step: Step) -> dict[str, object]:
    """Those of the workflow, of the job and of the step."""
    document = made.start.workflow.document
    job = document["jobs"].get(step.job) or {}
    return {**(document.get("env") or {}), **(job.get("env") or {}), **(step.body.get("env") or {})}


def _given(run: str) -> str:
    return " ".join(word for found in _ASKED.findall(run) for word in found)


def tokens(start: Start, *, given: bool) -> Iterator[NotRun]:
    """The secret of a job that uploads with an API token."""
    if any(job.token for job in start.jobs) and not given:
        why = "only GitHub knows its value"
        yield NotRun("the API token in the secret", why, True, "--token")
