"""Runs the static checks again and again in forks of one process, which imports no test.

A program, `-m tests.drift.mutations.warm_checks collected|fresh`, in a copy of the project. Each
line that it reads is a request in JSON: the functions to run, how often which test has failed, and
the spoiled file. It answers each with a line: the first test that failed, or null.

`collected` has collected the tests, and runs those that a request names. It says first which files
each test function reads, traced in a fork of its own, as a function may keep what it has read.
`fresh` has imported no test, and collects in each fork: for a file that is read before the tests
run, such as the settings.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import pytest

from tests.drift.mutations.first_failure import FirstFailure, function
from tests.drift.mutations.forks import Channel, in_fork

ROOT = os.getcwd()
#: Without `guide_inputs`, as the record of what has passed would read every file.
ARGUMENTS = ["-m", "drift", "-n0", "-s", "-q", "-p", "no:cacheprovider", "-o", "guide_inputs="]
#: What the tests import, and no part of the project.
HEAVY = ("mkdocs.config.defaults", "mkdocs.commands.build", "jsonschema", "markdown_it", "pydantic",
         "requests", "spellchecker", "sybil", "yaml")  # fmt: skip
_opened: set[str] = set()


def _trace(event: str, arguments: tuple[Any, ...]) -> None:
    """Note the files that are opened, and what the arguments of a program name: ROOT when none."""
    if event == "open" and isinstance(arguments[0], str) and not os.path.isdir(arguments[0]):
        _opened.add(os.path.abspath(arguments[0]))
    elif event == "subprocess.Popen":
        words = [os.fsdecode(word) for word in arguments[1] if isinstance(word, str | bytes)]
        paths = [os.path.join(ROOT, word) for word in words[1:]]
        _opened.update([path for path in paths if os.path.exists(path)] or [ROOT])


def _files() -> list[str]:
    """What has been opened below ROOT, relative to it; modules are no guide."""
    inside = [os.path.relpath(path, ROOT) for path in _opened if path.startswith(ROOT)]
    return sorted(path for path in inside if not path.endswith((".py", ".pyc", "METADATA")))


class _Collected:
    """Answers requests once the tests are collected."""

    def __init__(self, channel: Channel) -> None:
        self._channel, self._first = channel, FirstFailure()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.pluginmanager.register(self._first)
        before, functions = _files(), dict[str, list[pytest.Item]]()
        for item in session.items:
            functions.setdefault(function(item), []).append(item)
        importlib.import_module("tests.drift.mutations.warmed").warm()
        trace = next(self._channel.requests())
        traced = {name: functions[name] for name in functions if trace}
        reads = {name: in_fork(partial(self._traced, items)) for name, items in traced.items()}
        self._channel.answer({"before": before, "reads": reads})
        for names, seen, file in self._channel.requests():
            items = [item for name in names for item in functions[name]]
            ordered = FirstFailure(seen, file).ordered(items)
            self._channel.answer(in_fork(partial(self._run, ordered)))
        return True

    def _run(self, items: Sequence[pytest.Item]) -> str | None:
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._first.name:
                break
        return self._first.name

    def _traced(self, items: Sequence[pytest.Item]) -> dict[str, object]:
        _opened.clear()
        return {"failed": self._run(items), "files": _files()}


def _whole_run(seen: Mapping[str, int], file: str) -> str | None:
    first = FirstFailure(seen, file)
    status = pytest.main([*ARGUMENTS, "-x"], plugins=[first])
    return first.name or (None if status == 0 else f"pytest ended with {int(status)}")


def main(mode: str) -> None:
    # At once and without a word: the command that is stopped says so.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(143))
    channel = Channel()
    if mode == "collected":
        sys.addaudithook(_trace)
        pytest.main(ARGUMENTS, plugins=[_Collected(channel)])
        return
    for module in HEAVY:
        importlib.import_module(module)
    for _, seen, file in channel.requests():
        channel.answer(in_fork(partial(_whole_run, seen, file)))


if __name__ == "__main__":
    main(sys.argv[1])
