"""The commands of the pages' programs and their options, recorded from the programs themselves.

`python -m tests.vocabulary.program_options` asks the installed programs and writes RECORD again.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

RECORD = Path(__file__).parent / "program_options.json"
#: How each program is asked about one of its commands, and how long it may take, in seconds.
_HELP = {"git": "-h"}
MODULES = ("pip", "build", "twine")
_TIMEOUT = 30
_OPTION = re.compile(r"(?<![\w-])--?[A-Za-z0-9][\w-]*")
_VARIABLE = re.compile(r"\b(?:UV|GH|GITHUB|PIP|TWINE)_[A-Z_]+\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)+")
#: Commands that the pages use, by program; the empty one is the program without a command.
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "gh": (
        "", "api", "attestation verify", "auth login", "auth status", "auth token",
        "pr close", "pr reopen", "release create", "release delete", "release edit",
        "release verify", "release view", "repo clone",
        "run cancel", "run download", "run list", "run rerun", "run view", "run watch",
        "secret delete", "secret list", "secret set",
        "workflow enable", "workflow list", "workflow run", "workflow view",
    ),
    "git": (
        "", "add", "branch", "commit", "describe", "fetch", "grep", "log", "ls-remote", "merge",
        "pull", "push", "revert", "rev-parse", "rm", "show", "switch", "tag",
    ),
    "uv": ("", "build", "pip compile", "pip install", "pip sync", "publish", "run", "venv"),
    "uvx": ("",),
    "pip": ("", "check", "index", "install", "show"),
    "build": ("",),
    "twine": ("", "check", "register", "upload"),
}  # fmt: skip


#: Options that `git COMMAND -h` does not list: https://git-scm.com/docs/git-log,
#: https://git-scm.com/docs/git-rev-parse.
_DOCUMENTED = {
    "git log": {"--all", "--format", "--max-count", "--oneline", "-S"},
    "git rev-parse": {"--is-shallow-repository", "--short", "--verify"},
}


@cache
def recorded() -> Mapping[str, frozenset[str]]:
    """The options of each command, such as `gh run view`."""
    found = json.loads(RECORD.read_text(encoding="utf-8"))
    return {
        command: frozenset(options) | _DOCUMENTED.get(command, set())
        for command, options in found["commands"].items()
    }


@cache
def variables() -> frozenset[str]:
    """The environment variables that the programs name in their help."""
    return frozenset(json.loads(RECORD.read_text(encoding="utf-8"))["variables"])


def ask() -> dict[str, object]:
    """What the installed programs say now: versions, options by command, variables."""
    texts = {
        f"{program} {command}".strip(): _help(program, command)
        for program, names in COMMANDS.items()
        for command in names
    }
    named = " ".join((*texts.values(), _run(["gh", "help", "environment"]).stdout))
    return {
        "versions": {program: _version(program) for program in COMMANDS},
        "commands": {name: sorted(set(_OPTION.findall(text))) for name, text in texts.items()},
        "variables": sorted(set(_VARIABLE.findall(named))),
    }


def _help(program: str, command: str) -> str:
    """Raises ValueError for a command that the program does not have."""
    done = _run([*_words(program), *command.split(), _HELP.get(program, "--help")])
    text = done.stdout + done.stderr
    if "usage" not in text.lower():
        raise ValueError(f"{program} has no command {command!r}: {text.strip()[:200]}")
    return text


def _version(program: str) -> str:
    printed = _run([*_words(program), "--version"]).stdout
    found = _NUMBER.search(printed)
    if found is None:
        raise ValueError(f"{program} has no version: {printed!r}")
    return found[0]


def _words(program: str) -> Iterable[str]:
    return (sys.executable, "-m", program) if program in MODULES else (program,)


def _run(command: Iterable[str]) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as home:
        variables = {"PATH": os.environ["PATH"], "HOME": home, "COLUMNS": "200"}
        return subprocess.run(
            list(command), env=variables, capture_output=True, text=True, timeout=_TIMEOUT,
            check=False,
        )  # fmt: skip


if __name__ == "__main__":
    RECORD.write_text(json.dumps(ask(), indent=1) + "\n", encoding="utf-8")
    print(f"{RECORD.name}: recorded")
