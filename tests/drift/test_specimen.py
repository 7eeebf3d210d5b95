"""The specimen is the package that the guide publishes: its name, its module, its commands."""

from __future__ import annotations

import ast
import tomllib
from typing import Any

import pytest

from tests import ROOT
from tests.drift.sources import facts

pytestmark = pytest.mark.drift

SPECIMEN = ROOT / "tests/specimen"


def project() -> dict[str, Any]:
    text = (SPECIMEN / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["project"]
    return found


def test_its_name_is_that_of_the_package() -> None:
    name = project()["name"]
    assert name == facts().package, (
        f"{SPECIMEN.relative_to(ROOT)}/pyproject.toml: `name` is {name}, and PACKAGE_NAME in "
        f"publish.yml {facts().package}: make them the same"
    )


def test_its_commands_call_functions_that_it_has() -> None:
    """As `module:function`."""
    for target in project()["scripts"].values():
        module, _, function = target.partition(":")
        (path,) = SPECIMEN.rglob(f"{module.replace('.', '/')}.py")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_its_commands_are_the_package_s_name_and_the_one_that_the_pages_run() -> None:
    others = set(project()["scripts"]) - {facts().package}
    (command,) = others
    assert f"bin/{command} " in (ROOT / "docs/verify/install.md").read_text(encoding="utf-8")


def test_its_addresses_are_those_of_the_repository() -> None:
    assert all(url.startswith(facts().repo_url) for url in project()["urls"].values())
