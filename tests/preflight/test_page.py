"""The page about trying a release: its commands, run for real, print what it shows."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.pages.page import Docs
from tests.pages.transcript import mismatch
from tests.preflight.options import parser
from tests.sandbox.workstation.repository import SPECIMEN, TOOLS, TOOLS_LOCK

PAGE, REFERENCE = "docs/publish/try-offline.md", "docs/reference/preflight.md"
#: How the page names the reader's repository, and the folder in which it stands.
REPOSITORY, BESIDE = "../open-hostfactory-plugin", "cd ../publishing-guide"
#: The seconds for one call: it takes twenty, and more beside other tests.
_LIMIT = 200
_GIT = ("git", "-c", "user.name=Reader", "-c", "user.email=reader@example.com")


@dataclass
class Shown:
    """One block of commands, and the output that the page shows below it."""

    commands: str
    output: list[str] = field(default_factory=list)


def shown() -> list[Shown]:
    """The blocks of the page in their order."""
    found: list[Shown] = []
    for fence in Docs(ROOT).page(PAGE).fences:
        if "data-output" in fence.attributes:
            gap = [""] if found[-1].output else []
            found[-1].output += [*gap, *fence.text.splitlines()]
        else:
            found.append(Shown(fence.text))
    return found


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The specimen with the workflow, as the pages before have left it."""
    folder = tmp_path / "open-hostfactory-plugin"
    shutil.copytree(SPECIMEN, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in (PUBLISH, TOOLS, TOOLS_LOCK):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, folder / path)
    for arguments in (
        ("init", "-q", "-b", "main"),
        ("add", "."),
        ("commit", "-q", "--no-gpg-sign", "-m", "Publish with Trusted Publishing"),
        ("remote", "add", "origin", "https://github.com/awslabs/open-hostfactory-plugin"),
    ):
        subprocess.run([*_GIT, *arguments], cwd=folder, check=True, timeout=_LIMIT)
    return folder


def run(commands: str, repository: Path) -> subprocess.CompletedProcess[str]:
    """Run commands of the page with this Python; the last one's status is that of all."""
    script = commands.replace(REPOSITORY, str(repository)).replace("uv run python", sys.executable)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", script], cwd=ROOT, env={**os.environ},
        capture_output=True, text=True, check=False, timeout=_LIMIT,
    )  # fmt: skip


@pytest.mark.timeout(3 * _LIMIT)
def test_the_commands_of_the_page_print_what_it_shows(repository: Path) -> None:
    """A good repository, one that would not publish, and the mended one."""
    clone, *rest = shown()
    assert BESIDE in clone.commands
    statuses = []
    for each in rest:
        done = run(each.commands, repository)
        if each.output and (diff := mismatch(each.output, done.stdout)):
            pytest.fail(f"{PAGE}: {each.commands}{diff}\n{done.stderr}", pytrace=False)
        statuses.append(done.returncode)
    assert statuses == [0, 1, 0, 0, 0]  # the last one leads back to the repository


def test_the_reference_has_each_option_as_the_command_has_it() -> None:
    """With its values, as in the command's own usage."""
    rows = re.findall(r"^\| `(--[^`]+)` \|", (ROOT / REFERENCE).read_text("utf-8"), re.MULTILINE)
    options = [_written(each) for each in parser()._actions if each.option_strings]
    assert sorted(rows) == sorted(options)


def _written(action: argparse.Action) -> str:
    name = action.option_strings[-1]
    if action.nargs == 0:
        return name
    choices = "{" + ",".join(action.choices or ()) + "}"
    return f"{name} {action.metavar or choices}"


def test_the_page_uses_only_options_of_the_command() -> None:
    """Each example in its table is accepted."""
    rows = re.findall(r"^\| [^|]+ \| `(--[^`]+)` \|$", (ROOT / PAGE).read_text("utf-8"), re.M)
    assert len(rows) > 8
    for row in rows:
        parser().parse_args([*row.split(), "."])
