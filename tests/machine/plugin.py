"""The first pytest plugin: checks the machine and reduces the environment that programs inherit."""

from __future__ import annotations

import gc
import sys
import warnings
from dataclasses import asdict
from functools import partial
from typing import Any

import pytest

from tests.machine import bytecode, package_index, requirements, start

#: Tests build many small objects that stay. With Python's own thresholds, a run of `-m drift`
#: spends a fifth of its time looking for cycles among them (1.0 s of 5.0; with these, 0.4 s).
_COLLECTION = (50_000, 20, 50)
#: The name under which the process that reports sends the index to a worker of pytest-xdist.
_INPUT = "machine_index"


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Reduce the environment before any program starts, and choose the number of workers.

    `-n` cannot stand in pyproject.toml: `-p no:xdist` removes the option.
    """
    _allow_warnings()
    gc.set_threshold(*_COLLECTION)
    also = ("GH_TOKEN",) if getattr(early_config.known_args_namespace, "live", False) else ()
    start.reduce_environment(also)
    if early_config.pluginmanager.hasplugin("xdist"):
        args.insert(0, "--numprocesses=auto")


def _allow_warnings() -> None:
    """Forget PYTHONWARNINGS and `python -W`, which are meant for the person's own programs.

    pytest's own `-W` and `filterwarnings` are not changed.
    """
    if sys.warnoptions:
        sys.warnoptions.clear()
        warnings.resetwarnings()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Raises UsageError when the machine lacks what the tests need."""
    if hasattr(config, "workerinput"):
        package_index.remember(package_index.MachineIndex(**config.workerinput[_INPUT]))
    elif problem := requirements.unmet(config.rootpath / ".cache"):
        raise pytest.UsageError(problem)
    elif bytecode.needed():
        config.add_cleanup(partial(bytecode.end, bytecode.begin()))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Send the index with its login to a worker, which does not have the variables."""
    node.workerinput[_INPUT] = asdict(package_index.machine_index())
