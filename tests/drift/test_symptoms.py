"""The stand-ins' refusals, the troubleshooting pages and the injected faults match each other."""

from __future__ import annotations

import ast
import tomllib
from functools import cache

import pytest

from tests import ROOT
from tests.drift.symptom_exemptions import NOT_REPRODUCED, UNEXPLAINED
from tests.pages.front_matter import FrontMatter, read

pytestmark = pytest.mark.drift

FOLDER = ROOT / "docs/troubleshooting"
CATALOGUES = sorted((ROOT / "tests/sandbox").rglob("refusals.toml"))
MIN_PAGES, MAX_NOT_REPRODUCED = 45, 5


@cache
def pages() -> dict[str, FrontMatter]:
    """The front matter of each troubleshooting page, by the page's name."""
    files = sorted(path for path in FOLDER.glob("*.md") if path.stem != "index")
    return {path.stem: read(path.read_text(encoding="utf-8"))[0] for path in files}


@cache
def refusals() -> frozenset[str]:
    """The symptoms of all refusals in the catalogues; several of GitHub's may share one."""
    entries = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CATALOGUES]
    return frozenset(
        each.get("symptom", slug) for catalogue in entries for slug, each in catalogue.items()
    )


@cache
def explained() -> frozenset[str]:
    """The refusals that are the name of a page or in its list."""
    by_page = [{name, *front.refusals} for name, front in pages().items()]
    return frozenset().union(*by_page)


@cache
def faults() -> set[str]:
    """The names of the fault functions, parsed because importing them loads the sandbox."""
    trees = [ast.parse(path.read_text()) for path in (ROOT / "tests/guide/faults").glob("*.py")]
    functions = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {each.name.replace("_", "-") for each in functions if not each.name.startswith("_")}


def faults_of(front: FrontMatter) -> list[str]:
    """The faults that a page injects, all tabs together."""
    if isinstance(front.breakage, dict):
        return list(front.breakage.values())
    return [front.breakage] if front.breakage else []


def test_each_refusal_has_a_page_or_a_reason_to_have_none() -> None:
    missing = sorted(refusals() - explained() - UNEXPLAINED.keys())
    assert not missing, (
        f"no page explains {', '.join(missing)}: write docs/troubleshooting/{missing[0]}.md, or"
        " name it under `refusals:` of the page that explains it, or give the reason in"
        " UNEXPLAINED (tests/drift/symptom_exemptions.py)"
    )


def test_each_unexplained_refusal_exists_and_has_no_page() -> None:
    needless = sorted(slug for slug in UNEXPLAINED if slug in explained() or slug not in refusals())
    assert not needless, (
        f"tests/drift/symptom_exemptions.py: remove {', '.join(needless)} from UNEXPLAINED"
    )


def test_each_refusal_that_a_page_lists_is_in_a_catalogue() -> None:
    unknown = {
        f"docs/troubleshooting/{name}.md: `{slug}`"
        for name, front in pages().items()
        for slug in front.refusals
        if slug not in refusals()
    }
    assert not unknown, (
        f"no refusals.toml has these; correct `refusals:`: {', '.join(sorted(unknown))}"
    )


def test_each_reproduced_page_injects_a_fault_that_exists() -> None:
    for name, front in pages().items():
        place = f"docs/troubleshooting/{name}.md"
        if front.acted:
            assert faults_of(front), f"{place}: no fault is named; add `breakage` or `acted: false`"
        unknown = set(faults_of(front)) - faults()
        assert not unknown, (
            f"{place}: there is no fault {min(unknown)}; write it in tests/guide/faults/"
        )


def test_each_fault_is_injected_by_a_page() -> None:
    unused = sorted(faults() - {each for front in pages().values() for each in faults_of(front)})
    assert not unused, (
        f"tests/guide/faults: no page injects {', '.join(unused)};"
        " write the page, or remove the function"
    )


def test_pages_that_are_not_reproduced_are_few_and_listed_with_a_reason() -> None:
    not_reproduced = {name for name, front in pages().items() if not front.acted}
    assert not_reproduced == NOT_REPRODUCED.keys(), (
        "tests/drift/symptom_exemptions.py: NOT_REPRODUCED must list the pages with `acted: false`"
    )
    assert len(not_reproduced) <= MAX_NOT_REPRODUCED and len(pages()) >= MIN_PAGES
