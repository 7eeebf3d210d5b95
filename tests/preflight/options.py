"""The command's options."""

from __future__ import annotations

import argparse
from pathlib import Path

EVENTS = ("release", "tag", "dispatch", "push", "schedule", "workflow_run")
#: The limit for the whole run, in seconds.
TIMEOUT = 900.0


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"{text!r}: write NAME=VALUE")
    return name, value


def _assumption(text: str) -> tuple[str, str | None]:
    """`STEP.OUTPUT=VALUE`, or `STEP` alone for a step that hands nothing on."""
    name, sign, value = text.partition("=")
    return name, value if sign else None


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m tests.preflight",
        description="Whether the next release of a repository would publish, tried offline.",
    )
    add = made.add_argument
    add("path", type=Path, metavar="PATH", help="a git repository, which is only read")
    add("--workflow", metavar="FILE", help="the workflow, such as publish.yml")
    add("--index", choices=("pypi", "testpypi"), metavar="INDEX", help="pypi or testpypi")
    add("--event", choices=EVENTS, help="what starts the workflow")
    add("--tag", metavar="TAG", help="the tag of the release")
    add("--input", dest="inputs", type=_pair, action="append", default=[], metavar="NAME=VALUE",
        help="an input of the dispatch")  # fmt: skip
    add("--assume", dest="assumed", type=_assumption, action="append", default=[],
        metavar="STEP.OUTPUT=VALUE",
        help="what a step that is not run hands on; STEP alone: it changes nothing")  # fmt: skip
    add("--job", metavar="NAME", help="the publishing job, if not all of them")
    add("--repository", metavar="OWNER/NAME", help="the repository at GitHub, if no remote says it")
    add("--environment", metavar="NAME",
        help="the environment of the publisher that is registered; empty for none")  # fmt: skip
    add("--existing", action="store_true", help="the project exists on the index already")
    add("--has", dest="versions", action="append", default=[], metavar="VERSION",
        help="the project exists, with this release")  # fmt: skip
    add("--token", action="store_true", help="the secrets hold a valid API token")
    add("--json", action="store_true", help="print the report as JSON")
    add("--html", type=Path, metavar="FILE", help="write the report as a web page")
    add("--keep", action="store_true", help="open the sandbox's shell afterwards")
    add("--timeout", type=float, default=TIMEOUT, metavar="SECONDS", help="the limit for the run")
    add("--unconfined", action="store_true",
        help="run the jobs although this kernel cannot confine them")  # fmt: skip
    return made
