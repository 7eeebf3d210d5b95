"""What the stand-ins refuse, the pages about it and the breakages behind them fit together."""

from __future__ import annotations

import ast
import tomllib
from functools import cache

import pytest

from tests import ROOT
from tests.drift.unexplained import NOT_ACTED, UNEXPLAINED
from tests.pages.front_matter import FrontMatter, read

pytestmark = pytest.mark.drift

FOLDER = ROOT / "docs/troubleshooting"
CATALOGUES = sorted((ROOT / "tests/sandbox").rglob("refusals.toml"))
FEWEST_PAGES, MOST_NOT_ACTED = 45, 5


@cache
def pages() -> dict[str, FrontMatter]:
    """The front matter of each page of a symptom, by its name."""
    files = sorted(path for path in FOLDER.glob("*.md") if path.stem != "index")
    return {path.stem: read(path.read_text(encoding="utf-8"))[0] for path in files}


@cache
def refusals() -> frozenset[str]:
    """All that the stand-ins can refuse with; GitHub's entries may share a symptom."""
    entries = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CATALOGUES]
    return frozenset(
        each.get("symptom", slug) for catalogue in entries for slug, each in catalogue.items()
    )


@cache
def explained() -> frozenset[str]:
    """The refusals that pages are about."""
    named = [{name, *front.refusals} for name, front in pages().items()]
    return frozenset().union(*named)


def breakages() -> set[str]:
    """The names of the ways to spoil a world, read without loading the sandbox."""
    trees = [ast.parse(path.read_text()) for path in (ROOT / "tests/guide/faults").glob("*.py")]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {each.name.replace("_", "-") for each in functions if not each.name.startswith("_")}


def named(front: FrontMatter) -> list[str]:
    """The breakages of a page."""
    if isinstance(front.breakage, dict):
        return list(front.breakage.values())
    return [front.breakage] if front.breakage else []


def test_each_refusal_has_a_page() -> None:
    """A reader who is refused finds out why."""
    missing = sorted(refusals() - explained() - UNEXPLAINED.keys())
    assert not missing, (
        f"no page explains {', '.join(missing)}: write docs/troubleshooting/{missing[0]}.md, or"
        " name it under `refusals:` of the page that explains it, or say in UNEXPLAINED"
        " (tests/drift/unexplained.py) why nobody meets it"
    )


def test_each_reason_to_leave_a_refusal_out_is_needed() -> None:
    """A refusal without a page exists, and has none."""
    stale = sorted(slug for slug in UNEXPLAINED if slug in explained() or slug not in refusals())
    assert not stale, f"drop from UNEXPLAINED (tests/drift/unexplained.py): {', '.join(stale)}"


def test_each_page_names_refusals_that_there_are() -> None:
    """What a page lists under `refusals` is in a catalogue."""
    unknown = {
        f"docs/troubleshooting/{name}.md: `{slug}`"
        for name, front in pages().items()
        for slug in front.refusals
        if slug not in refusals()
    }
    assert not unknown, f"no stand-in refuses with this: {', '.join(sorted(unknown))}"


def test_each_page_has_its_breakage() -> None:
    """Acted out means that something is spoiled first, by a function that exists."""
    for name, front in pages().items():
        place = f"docs/troubleshooting/{name}.md"
        if front.acted:
            assert named(front), f"{place}: name a `breakage`, or say `acted: false`"
        unknown = set(named(front)) - breakages()
        assert not unknown, f"{place}: write {min(unknown)} into tests/guide/faults/"


def test_each_breakage_has_its_page() -> None:
    """Nothing is spoiled for nobody."""
    idle = sorted(breakages() - {each for front in pages().values() for each in named(front)})
    assert not idle, f"no page is broken by {', '.join(idle)}: write the page, or drop the function"


def test_pages_that_are_not_acted_out_are_few_and_say_why() -> None:
    """Each is in one list, with its reason."""
    plays_none = {name for name, front in pages().items() if not front.acted}
    assert plays_none == NOT_ACTED.keys(), "hold NOT_ACTED (tests/drift/unexplained.py) to that"
    assert len(plays_none) <= MOST_NOT_ACTED and len(pages()) >= FEWEST_PAGES
