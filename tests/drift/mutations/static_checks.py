"""The static checks of a copy of the project, asked about one mutation after the other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy

PROGRAM = "tests.drift.mutations.warm_checks"


class ChecksFail(Exception):
    """The checks fail without a mutation, so that they can judge none."""


@dataclass(frozen=True)
class Reads:
    """Which files each test function reads, and which are read before the tests run."""

    functions: dict[str, list[str]]
    before: frozenset[str]

    def readers(self, file: str) -> list[str]:
        """The functions that read the file, or run a program on a folder around it."""
        around = {file, ".", *(str(folder) for folder in Path(file).parents)}
        return [name for name, files in self.functions.items() if around.intersection(files)]


class StaticChecks:
    """Two warm processes in a copy. The first copy traces what the tests read, for all."""

    def __init__(self, copy: ProjectCopy, reads: Reads | None = None) -> None:
        self.copy, self._seen = copy, Counter[str]()
        self._collected, self._fresh = _start(copy, "collected"), _start(copy, "fresh")
        try:
            found = _ask(self._collected, reads is None)
            self.reads = reads or _reads(found)
        except BaseException:
            self.close()
            raise

    def failure(self, mutation: Mutation) -> str | None:
        """The test that fails with the mutation; None when none does."""
        file, names = mutation.file, self.reads.readers(mutation.file)
        request = names, self._seen, file
        with self.copy.spoiled(mutation):
            if file in self.reads.before:
                found = _ask(self._fresh, request)
            else:
                found = _ask(self._collected, request) if names else None
        if found:
            self._seen[str(found)] += 1
        return str(found) if found else None

    def close(self) -> None:
        for process in (self._collected, self._fresh):
            process.kill()
            with suppress(BrokenPipeError):
                process.communicate(timeout=60)


def _reads(found: dict[str, Any]) -> Reads:
    """Raises ChecksFail."""
    functions = dict[str, list[str]]()
    for name, traced in found["reads"].items():
        if not isinstance(traced, dict) or traced["failed"]:
            reason = traced["failed"] if isinstance(traced, dict) else f"{name}: {traced}"
            raise ChecksFail(f"the checks fail without a mutation: {reason}")
        functions[name] = traced["files"]
    return Reads(functions, frozenset(found["before"]))


def _start(copy: ProjectCopy, mode: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", PROGRAM, mode], cwd=copy.root, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=copy.environment,
    )  # fmt: skip


def _send(process: subprocess.Popen[str], request: object) -> None:
    assert process.stdin
    process.stdin.write(json.dumps(request) + "\n")
    process.stdin.flush()


def _ask(process: subprocess.Popen[str], request: object) -> Any:
    """The answer. Raises ChecksFail when the process has ended."""
    assert process.stdout
    try:
        _send(process, request)
        line = process.stdout.readline()
    except BrokenPipeError:
        line = ""
    if not line:
        raise ChecksFail("the checks ended before they were asked: run `uv run pytest -m drift`")
    return json.loads(line)
