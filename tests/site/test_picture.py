"""The picture of a release: a list of steps with the workflow's names, each with a source."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest

from overrides.hooks.facts import read
from tests import ROOT
from tests.vocabulary import links

PARTIAL = ROOT / "overrides/partials/picture.html"
PAGES = ("index.html", "explanation/trusted-publishing/index.html")
#: Lists of the project that name documents, beside that of the links.
LISTS = (
    "tests/vocabulary/limits.toml",
    "tests/drift/web_words.toml",
    "tests/vocabulary/terms.toml",
)
#: A step and its source in the partial.
STEP = re.compile(r'\{% call step\("(?P<from>\w+)", "(?P<to>\w+)", "(?P<source>[^"]+)"\) -?%\}')


@pytest.fixture(params=PAGES)
def figure(site: Path, request: pytest.FixtureRequest) -> Any:
    tree = lxml.html.parse(str(site / request.param))
    (figure,) = tree.xpath("//figure[contains(@class, 'picture')]")
    return figure


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_a_reader_who_does_not_see_it_hears_who_asks_whom(figure: Any) -> None:
    """The arrows are hidden from a screen reader; each step says in words what its arrow shows."""
    steps = figure.xpath("./ol/li")
    said = [text(step).partition(":")[0] for step in steps]
    assert said == [
        "You to GitHub", "GitHub", "GitHub to You", "You to GitHub", "GitHub", "GitHub to PyPI",
        "PyPI", "PyPI to GitHub", "GitHub to Sigstore", "GitHub to PyPI",
    ]  # fmt: skip
    drawn = figure.xpath("./ol/li/svg[@aria-hidden='true']")
    assert len(drawn) == len(steps) == len(STEP.findall(PARTIAL.read_text()))
    assert not figure.xpath(".//svg[not(ancestor-or-self::*[@aria-hidden='true'])]")


def test_its_names_are_those_of_the_workflow(figure: Any) -> None:
    facts = read(ROOT)
    job = facts.workflow.environment_for("pypi.org").job
    assert [text(code) for code in figure.xpath(".//code")] == [
        facts.workflow.file, "build", facts.pypi_environment, job, facts.testpypi_environment,
    ]  # fmt: skip


def test_each_step_names_a_document_that_the_guide_knows() -> None:
    known = {str(value) for file in LISTS for value in _values(tomllib.loads(_read(file)))}
    sources = [found["source"] for found in STEP.finditer(PARTIAL.read_text())]
    assert len(sources) == 10
    unknown = [each for each in sources if each not in known and links.problem(each)]
    assert not unknown


def test_it_has_no_style_and_no_script_of_its_own(figure: Any) -> None:
    """A policy for the contents of the site may forbid both."""
    assert not figure.xpath(".//@style | .//style | .//script | .//@onclick")


def _read(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def _values(table: Any) -> list[Any]:
    """All values of a TOML document, however deep."""
    if isinstance(table, dict):
        table = list(table.values())
    if isinstance(table, list):
        return [value for each in table for value in _values(each)]
    return [table]
