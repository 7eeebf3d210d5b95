"""The command's options."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from packaging.version import InvalidVersion, Version

EVENTS = ("release", "tag", "dispatch", "push", "schedule", "workflow_run")
#: The limits for the whole run and for one job of it, in seconds.
TIMEOUT = 900.0
JOB_TIMEOUT = 600.0
#: What git takes for no name: https://git-scm.com/docs/git-check-ref-format
_NO_NAME = re.compile(r"^[-/.]|[\x00-\x20~^:?*\[\\\x7f]|\.\.|//|@\{|/\.|(\.|/|\.lock)$|^$")


class _Parser(argparse.ArgumentParser):
    """Wrong options end with 3, as a folder that cannot be tried: 2 is a verdict."""

    def error(self, message: str) -> NoReturn:
        self.exit(3, f"{self.prog}: {message}; --help prints the options\n")


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"{text!r}: write NAME=VALUE")
    return name, value


def _assumption(text: str) -> tuple[str, str | None]:
    """`STEP.OUTPUT=VALUE`, or `STEP` alone for a step that hands nothing on."""
    name, sign, value = text.partition("=")
    if not name:
        raise argparse.ArgumentTypeError(f"{text!r}: write STEP.OUTPUT=VALUE, or STEP")
    return name, value if sign else None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r}: write a number of seconds above 0")
    return seconds


def _version(text: str) -> str:
    try:
        return str(Version(text))
    except InvalidVersion:
        raise argparse.ArgumentTypeError(f"{text!r} is no version") from None


def _name(kind: str) -> Callable[[str], str]:
    """Reads the name of a tag or of a branch."""

    def read(text: str) -> str:
        if _NO_NAME.search(text):
            raise argparse.ArgumentTypeError(f"{text!r} is no name for a {kind}")
        return text

    return read


def _page(text: str) -> Path:
    """A file that can be written: the run is too long to find that out at its end."""
    path = Path(text)
    if path.is_dir() or not path.parent.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r}: name a file in a folder that exists")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise argparse.ArgumentTypeError(f"{text!r} cannot be written")
    return path


def parser() -> argparse.ArgumentParser:
    made = _Parser(
        prog="python -m tests.preflight",
        description="Whether the next release of a repository would publish, tried offline.",
    )
    add = made.add_argument
    add("path", type=Path, metavar="PATH", help="a git repository, which is only read")
    add("--workflow", metavar="FILE", help="the workflow, such as publish.yml")
    add("--index", choices=("pypi", "testpypi"), metavar="INDEX", help="pypi or testpypi")
    add("--event", choices=EVENTS, help="what starts the workflow")
    add("--tag", type=_name("tag"), metavar="TAG", help="the tag of the release")
    add("--branch", type=_name("branch"), metavar="NAME",
        help="the branch of a dispatch or a push, if not the default one")  # fmt: skip
    add("--input", dest="inputs", type=_pair, action="append", default=[], metavar="NAME=VALUE",
        help="an input of the dispatch")  # fmt: skip
    add("--assume", dest="assumed", type=_assumption, action="append", default=[],
        metavar="STEP.OUTPUT=VALUE",
        help="what a step that is not run hands on; STEP alone: it changes nothing")  # fmt: skip
    add("--job", metavar="NAME", help="the publishing job, if not all of them")
    add("--repository", metavar="OWNER/NAME", help="the repository at GitHub, if no remote says it")
    add("--environment", metavar="NAME",
        help="the environment of the publisher that is registered; empty for none")  # fmt: skip
    add("--existing", action="store_true", help="the project exists on PyPI or TestPyPI already")
    add("--has", dest="versions", type=_version, action="append", default=[], metavar="VERSION",
        help="the project exists, with this release")  # fmt: skip
    add("--token", action="store_true", help="the secrets hold a valid API token")
    add("--json", action="store_true", help="print the report as JSON")
    add("--html", type=_page, metavar="FILE", help="write the report as a web page")
    add("--keep", action="store_true", help="open the sandbox's shell afterwards")
    add("--timeout", type=_seconds, default=TIMEOUT, metavar="SECONDS",
        help="the limit for the command")  # fmt: skip
    add("--job-timeout", type=_seconds, default=JOB_TIMEOUT, metavar="SECONDS",
        help="the limit for each job")  # fmt: skip
    add("--unconfined", action="store_true",
        help="run the jobs although this kernel cannot confine them")  # fmt: skip
    return made
