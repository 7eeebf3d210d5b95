"""Faults in the source tree on main: metadata, contents, tags, version."""

from __future__ import annotations

from pathlib import Path

from tests.guide.remedies.remedy import ACCOUNTS, mended_by
from tests.guide.remedies.results import built
from tests.guide.remedies.runs import run_published
from tests.sandbox.actors import commits
from tests.sandbox.sandbox import Sandbox

_PROJECT = "pyproject.toml"
_CLASSIFIERS = "classifiers = [\n"
_LOCAL_SCHEME = """\
# PyPI and TestPyPI accept no local version (1.2.4.dev1+g0a1b2c3).
raw-options = { local_scheme = "no-local-version" }
"""
_WHEEL = """\
[tool.hatch.build.targets.wheel]
packages = ["src/{module}"]

"""
_README = """\
Open Host Factory Plugin
========================

Lets IBM Spectrum Symphony ask a cloud provider for hosts. See :ref:`install`.
"""


def _edit_project(sandbox: Sandbox, subject: str, *changes: tuple[str, str]) -> None:
    commits.replace_in(sandbox, _PROJECT, subject, *changes)


@mended_by(run_published("testpypi"))
def classifier_invented(sandbox: Sandbox) -> None:
    """Somebody adds a classifier that does not exist."""
    added = f'{_CLASSIFIERS}    "Framework :: Host Factory",\n'
    _edit_project(sandbox, "Say which framework this is for", (_CLASSIFIERS, added))


@mended_by(run_published("testpypi"))
def classifier_private(sandbox: Sandbox) -> None:
    """Somebody added a classifier against uploads while the project was internal."""
    added = f'{_CLASSIFIERS}    "Private :: Do Not Upload",\n'
    _edit_project(sandbox, "Keep this off the public indexes", (_CLASSIFIERS, added))


@mended_by(run_published("testpypi"))
def dependency_from_git(sandbox: Sandbox) -> None:
    """Somebody depends on a commit of click, and lets hatchling allow direct references."""
    wanted = "click @ git+https://github.com/pallets/click@main"
    allowed = "[tool.hatch.metadata]\nallow-direct-references = true\n\n[project.scripts]"
    changes = ("click>=8.0.0", wanted), ("[project.scripts]", allowed)
    _edit_project(sandbox, "Take click's newest fix", *changes)


@mended_by(run_published("testpypi"))
def local_part_kept(sandbox: Sandbox) -> None:
    """Somebody removes the option that omits the local part of a version."""
    _edit_project(sandbox, "Show the commit in the version", (_LOCAL_SCHEME, ""))


@mended_by(run_published("testpypi"))
def license_misspelt(sandbox: Sandbox) -> None:
    """Somebody writes the licence without the hyphen of its SPDX identifier."""
    _edit_project(sandbox, "Spell the licence out", ('"Apache-2.0"', '"Apache 2.0"'))


@mended_by(run_published("testpypi"))
def address_without_scheme(sandbox: Sandbox) -> None:
    """Somebody adds a home page without https://, as browsers show it."""
    page = sandbox.facts.site_url.removeprefix("https://").rstrip("/")
    added = f'[project.urls]\nHomepage = "{page}"\n'
    _edit_project(sandbox, "Name the home page", ("[project.urls]\n", added))


@mended_by(built(member="{module}/providers.json", after=ACCOUNTS))
def data_not_in_sdist(sandbox: Sandbox) -> None:
    """Somebody adds a file to the wheel that is not in the sdist."""

    def change(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data/providers.json").write_text('{"providers": ["aws"]}\n')
        path = folder / _PROJECT
        source = f'"data/providers.json" = "{sandbox.facts.module}/providers.json"'
        table = f"[tool.hatch.build.targets.wheel.force-include]\n{source}\n"
        path.write_text(f"{path.read_text()}\n{table}")

    commits.commit_change(sandbox, "Ship the list of providers", change)


@mended_by(run_published("testpypi"))
def readme_for_sphinx(sandbox: Sandbox) -> None:
    """Somebody rewrites the README in reStructuredText with a role that only Sphinx has."""

    def change(folder: Path) -> None:
        (folder / "README.md").unlink()
        (folder / "README.rst").write_text(_README)
        path = folder / _PROJECT
        path.write_text(path.read_text().replace("README.md", "README.rst"))

    commits.commit_change(sandbox, "Share the README with the manual", change)


@mended_by(built(member="hostfactory/cli.py", after=ACCOUNTS))
def package_folder_renamed(sandbox: Sandbox) -> None:
    """Somebody shortens the import package's name and no longer says which folder it is in."""
    module = sandbox.facts.module

    def change(folder: Path) -> None:
        (folder / "src" / module).rename(folder / "src/hostfactory")
        path = folder / _PROJECT
        text = path.read_text().replace(f"{module}.cli:main", "hostfactory.cli:main")
        path.write_text(text.replace(_WHEEL.format(module=module), ""))

    commits.commit_change(sandbox, "Shorten the import", change)


@mended_by(built(version="0.1.1", after=ACCOUNTS))
def commit_tagged_already(sandbox: Sandbox) -> None:
    """The newest commit is tagged v0.1.0 from an attempt that was never uploaded."""
    commits.tag(sandbox, "v0.1.0")
