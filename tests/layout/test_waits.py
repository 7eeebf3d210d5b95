"""Every wait has a time limit, so that what hangs becomes one sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import ROOT

FILES = sorted([*ROOT.glob("tests/**/*.py"), *ROOT.glob("overrides/**/*.py")])
#: Functions of `subprocess` that take `timeout`.
PROGRAMS = {"run", "call", "check_call", "check_output"}
#: Methods of threads, processes, futures and events that wait for ever without an argument.
METHODS = {"join", "result", "wait", "communicate"}
#: Files whose waits have no limit, with the reason.
EXEMPT = {
    "tests/preflight/__main__.py": "a person's shell lasts as long as it is used",
    "tests/sandbox/__main__.py": "a person's shell lasts as long as it is used",
    "tests/terminal/shell.py": "waits for a process that it has killed",
    "tests/terminal/test_held_folder.py": "the limit of the test holds",
}


def _waits(text: str) -> Iterator[str]:
    """`LINE: call` for each call that may wait for ever; an awaited one ends with its loop."""
    tree = ast.parse(text)
    awaited = {node.value for node in ast.walk(tree) if isinstance(node, ast.Await)}
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and call not in awaited and _has_no_limit(call):
            yield f"{call.lineno}: {ast.unparse(call.func)}"


def _has_no_limit(call: ast.Call) -> bool:
    function, names = call.func, {keyword.arg for keyword in call.keywords}
    if not isinstance(function, ast.Attribute) or "timeout" in names:
        return False
    if ast.unparse(function.value) == "subprocess":
        return function.attr in PROGRAMS
    return function.attr in METHODS and not call.args


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_wait_has_a_time_limit(path: Path) -> None:
    found = list(_waits(path.read_text(encoding="utf-8")))
    reason = EXEMPT.get(path.relative_to(ROOT).as_posix())
    assert bool(found) is (reason is not None), found or f"no longer needed: {reason}"


def test_the_waits_of_an_example_are_found() -> None:
    text = "subprocess.run(['a'])\nt.join()\n','.join(x)\nf.result(5)\np.wait(timeout=1)\n"
    assert list(_waits(text)) == ["1: subprocess.run", "2: t.join"]
