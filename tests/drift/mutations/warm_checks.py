"""Runs the static checks again and again in forks of one process; imports nothing of the project.

A script, `warm_checks.py collected|fresh`, in a copy of the project. Each line that it reads is a
request in JSON, and it answers each with a line: the first test that failed, or null.

`collected` has collected the tests, and runs those that a request names. It says first which files
each test function reads, traced in a fork of its own, as a function may keep what it has read.
`fresh` has imported pytest only, and collects in each fork: for a file that is read before the
tests run, such as the settings.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest

ROOT = os.getcwd()
#: Without `guide_inputs`, as the record of what has passed would read every file.
ARGUMENTS = ["-m", "drift", "-n0", "-s", "-q", "-p", "no:cacheprovider", "-o", "guide_inputs="]
SECONDS = 120.0
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


class _FirstFailure:
    name: str | None = None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and self.name is None:
            self.name = report.nodeid


def _in_fork(work: Callable[[], object]) -> Any:
    """The result of the work in a fork; "timeout" or "ended" when there is none."""
    reading, writing = os.pipe()
    with warnings.catch_warnings(action="ignore"):
        child = os.fork()
    if not child:
        try:
            os.write(writing, json.dumps(work()).encode() + b"\n")
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        ready, _, _ = select.select([answer], [], [], SECONDS)
        line = answer.readline() if ready else b'"timeout"'
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return json.loads(line or b'"ended"')


class _Collected:
    """Answers requests once the tests are collected."""

    def __init__(self, channel: _Channel) -> None:
        self._channel, self._first = channel, _FirstFailure()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.pluginmanager.register(self._first)
        before, functions = _files(), dict[str, list[pytest.Item]]()
        for item in session.items:
            functions.setdefault(item.nodeid.partition("[")[0], []).append(item)
        trace = next(self._channel.requests())
        traced = {name: functions[name] for name in functions if trace}
        reads = {name: _in_fork(partial(self._traced, items)) for name, items in traced.items()}
        self._channel.answer({"before": before, "reads": reads})
        for names in self._channel.requests():
            items = [item for name in names for item in functions[name]]
            self._channel.answer(_in_fork(partial(self._run, items)))
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


class _Channel:
    """The requests on standard input and the answers on standard output, as it was given."""

    def __init__(self) -> None:
        self._in, self._out = os.fdopen(os.dup(0), "r"), os.fdopen(os.dup(1), "w")
        nowhere = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1):
            os.dup2(nowhere, number)

    def requests(self) -> Iterator[Any]:
        while line := self._in.readline():
            yield json.loads(line)

    def answer(self, content: object) -> None:
        self._out.write(json.dumps(content) + "\n")
        self._out.flush()


def _whole_run() -> str | None:
    first = _FirstFailure()
    status = pytest.main([*ARGUMENTS, "-x"], plugins=[first])
    return first.name or (None if status == 0 else f"pytest ended with {int(status)}")


def main(mode: str) -> None:
    channel = _Channel()
    if mode == "collected":
        sys.addaudithook(_trace)
        pytest.main(ARGUMENTS, plugins=[_Collected(channel)])
        return
    for _ in channel.requests():
        channel.answer(_in_fork(_whole_run))


if __name__ == "__main__":
    main(sys.argv[1])
