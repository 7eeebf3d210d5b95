"""`--changed`: run only the files whose inputs have changed since they last passed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from overrides.hooks import verdicts
from tests import in_ci
from tests.evaluate.changes import Changes
from tests.evaluate.ledger import LEDGER
from tests.evaluate.pass_recorder import PassRecorder
from tests.evaluate.passed import Inputs, Passed, Record
from tests.evaluate.verdict import FAILED
from tests.pages.page import Docs

CHANGES = pytest.StashKey[Changes]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option, and the settings that name the inputs of the tests."""
    parser.addoption(
        "--changed", action="store_true",
        help="run only what has changed since it passed; never in CI",
    )  # fmt: skip
    parser.addini("guide_inputs", "files and folders that every test depends on", type="linelist")
    parser.addini("guide_always", "tests that --changed always runs", type="linelist")
    parser.addini("guide_on_request", "tests that --changed never runs", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    """Record the passed files of this run. Raises UsageError for `--changed` in CI."""
    if config.getoption("changed") and in_ci():
        raise pytest.UsageError("--changed is not for CI: run `uv run pytest`")
    changes = None if hasattr(config, "workerinput") else _read(config)
    if changes:
        config.pluginmanager.register(PassRecorder(changes, _left_out(config)), "guide-recorder")


def _left_out(config: pytest.Config) -> Mapping[str, Passed] | None:
    """The files that --changed leaves out, with their record entries; None without --changed."""
    changes = _changes(config)
    return changes.left_out if changes else None


def _changes(config: pytest.Config) -> Changes | None:
    """The changes since the last passes; None without --changed or without `guide_inputs`."""
    return _read(config) if config.getoption("changed") else None


def _read(config: pytest.Config) -> Changes | None:
    """Read the inputs and the record, once; None without `guide_inputs`.

    xdist requests the number of workers before `pytest_configure`, so this cannot happen there.
    """
    if CHANGES not in config.stash and (paths := config.getini("guide_inputs")):
        docs = Docs(config.rootpath, str(config.getini("guide_docs")).strip("/"))
        config.stash[CHANGES] = Changes(
            config.rootpath, Inputs.read(docs, paths), Record.load(config.rootpath),
            config.getini("testpaths"), config.getini("guide_always"),
            config.getini("guide_on_request"), _passed_pages(config.rootpath / LEDGER),
        )  # fmt: skip
    return config.stash.get(CHANGES, None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Ignore the files that have not changed."""
    changes = _changes(config)
    if changes is None or collection_path.is_dir():
        return None
    name = collection_path.relative_to(config.rootpath).as_posix()
    return name in changes.left_out or None


def changed_count(config: pytest.Config) -> int | None:
    """The number of files that have to run because they have changed; None without --changed."""
    changes = _changes(config)
    return len(changes.changed()) if changes else None


def _passed_pages(path: Path) -> set[str]:
    """The pages that the ledger has as passed; none when it cannot be read."""
    try:
        fences = verdicts.read(path)["fences"]
    except (OSError, verdicts.DamagedLedger):
        return set()
    failed = {entry["page"] for entry in fences if entry["verdict"] == FAILED}
    return {entry["page"] for entry in fences} - failed
