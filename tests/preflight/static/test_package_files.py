"""Where the name, the version and its source stand in the files of a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.static.package_files import read

BUILD = '[build-system]\nrequires = ["{}"]\nbuild-backend = "x"\n'


def written(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


@pytest.mark.parametrize(
    ("pyproject", "file", "text", "version", "place"),
    [
        ('[project]\nname = "a"\nversion = "1.2"\n', "", "", "1.2", "pyproject.toml:3"),
        ('[tool.poetry]\nname = "a"\nversion = "1.2"\n', "", "", "1.2", "pyproject.toml:3"),
        ('[project]\nname = "a"\n[tool.hatch.version]\npath = "a/v.py"\n', "a/v.py",
         "# x\n__version__ = '1.2'\n", "1.2", "a/v.py:2"),
        ('[project]\nname = "a"\n[tool.pdm.version]\nsource = "file"\npath = "a.py"\n', "a.py",
         '__version__: str = "1.2"\n', "1.2", "a.py:1"),
        ('[project]\nname = "a"\n[tool.setuptools.dynamic]\nversion = {attr = "a.__version__"}\n',
         "src/a/__init__.py", '\n__version__ = "1.2"\n', "1.2", "src/a/__init__.py:2"),
        (f'{BUILD.format("flit_core")}[project]\nname = "a-b"\ndynamic = ["version"]\n',
         "a_b/__init__.py", '__version__ = "1.2"\n', "1.2", "a_b/__init__.py:1"),
        (f'{BUILD.format("flit_core")}[project]\nname = "a-b"\ndynamic = ["version"]\n'
         '[tool.flit.module]\nname = "c"\n', "c.py", '__version__ = "1.2"\n', "1.2", "c.py:1"),
        ("", "setup.py", "setup(\n    name='a',\n    version='1.2',\n)\n", "1.2", "setup.py:3"),
        ("", "setup.cfg", "[metadata]\nname = a\nversion = 1.2\n", "1.2", "setup.cfg:3"),
        ('[project]\nname = "a"\nversion = "0"\n', "", "", None, "pyproject.toml:1"),
        ("not toml", "", "", None, "pyproject.toml:1"),
    ],
)  # fmt: skip
def test_where_a_version_is_written(
    tmp_path: Path, pyproject: str, file: str, text: str, version: str | None, place: str
) -> None:
    written(tmp_path, **{"pyproject.toml": pyproject}, **({file: text} if file else {}))
    found = read(tmp_path)
    assert (found.version, found.written) == (version, place)


@pytest.mark.parametrize(
    ("requires", "rest", "counted"),
    [
        ("setuptools_scm[toml]>=8", "", True),
        ("hatch-vcs", "", True),
        ("hatchling", "[tool.poetry-dynamic-versioning]\nenable = true\n", True),
        ("pdm-backend", '[tool.pdm.version]\nsource = "scm"\n', True),
        ("setuptools", "", False),
        ("setuptools-scm", '[project]\nname = "a"\nversion = "1.0"\n', False),
    ],
)
def test_a_version_that_is_counted_from_tags(
    tmp_path: Path, requires: str, rest: str, counted: bool
) -> None:
    written(tmp_path, **{"pyproject.toml": BUILD.format(requires) + rest})
    assert read(tmp_path).from_tags is counted


def test_the_name_may_stand_in_setup_py(tmp_path: Path) -> None:
    written(tmp_path, **{"setup.py": "from setuptools import setup\nsetup(\n  name='a-b')\n"})
    assert read(tmp_path).name == "a-b"


def test_a_folder_without_a_project_says_nothing(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert (found.name, found.version, found.requires) == (None, None, ())
