"""Each literal in the texts of the project has a source: names, numbers, messages, addresses."""

from __future__ import annotations

import ast
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests import ROOT
from tests.drift import page_code
from tests.drift.sources import facts
from tests.drift.vocabulary_exemptions import EXEMPT, Exemption
from tests.vocabulary import commands, limits, links, quantities, quotations, terms, texts
from tests.vocabulary.problems import Checks, Problem, checks

pytestmark = pytest.mark.drift

FILES = texts.files(ROOT)
PAGES = [path for path in FILES if path.suffix == ".md"]
EXEMPTED = {(each.page, each.kind, each.literal) for each in EXEMPT}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def checked() -> Checks:
    return checks(ROOT, facts())


@cache
def found(path: Path) -> tuple[Problem, ...]:
    return tuple(checked().problems(path))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_literal_of_the_text_has_a_source(path: Path) -> None:
    """Names, commands, messages, numbers and addresses; and nothing is of the other index."""
    wrong = [each for each in found(path) if (each.page, each.kind, each.literal) not in EXEMPTED]
    if wrong:
        pytest.fail("\n".join(dict.fromkeys(map(str, wrong))), pytrace=False)


def test_each_command_of_a_block_is_one_that_its_program_has() -> None:
    """With its options, as program_options.json records them."""
    wrong = [
        f"{piece.page}:{piece.line}: {problem}"
        for path in PAGES
        for piece in page_code.read(name(path), path.read_text(encoding="utf-8"))
        if piece.language == "bash" and not piece.refused
        for words in commands.commands(piece.joined)
        if (problem := commands.problem(words))
    ]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


@pytest.mark.parametrize("each", EXEMPT, ids=lambda each: f"{each.page}-{each.literal}")
def test_every_exemption_is_still_needed(each: Exemption) -> None:
    problems = {(one.kind, one.literal) for one in found(ROOT / each.page)}
    assert (each.kind, each.literal) in problems, f"{each} is not needed; remove it"


def titles() -> set[str]:
    """The addresses of web pages in the titles of blocks."""
    fences = (fence for page in quotations.all_pages(ROOT) for fence in page.fences)
    return {fence.attributes.get("title", "") for fence in fences}


def test_every_entry_of_the_lists_is_still_needed() -> None:
    """Of terms.toml, limits.toml and links.txt."""
    statements = [each for path in FILES for each in texts.read(ROOT, path)]
    spans = [(each.page, span) for each in statements for span in each.spans]
    vocabulary = checked().vocabulary
    code = {
        span.text
        for page, span in spans
        if span.kind == "code" and not vocabulary.source(page, span.text)
    }
    numbers = [number for each in statements for number in quantities.quantities(each)]
    used = {limit for number in numbers for limit in checked().limits_of(number)}
    unneeded = [
        *(literal for term in terms.read() for literal in term.literals if literal not in code),
        *(f"{limit.value} {limit.words}" for limit in limits.read() if limit not in used),
        *(links.known() - titles() - {span.text for _, span in spans if span.kind == "link"}),
    ]
    assert not unneeded, f"tests/vocabulary: remove what no page needs: {unneeded}"


def test_the_source_of_each_term_has_it() -> None:
    """A page's block, a file or a package; an address is requested by the live tests."""
    wrong = [
        f"tests/vocabulary/terms.toml: {term.source} does not have `{literal}`"
        for term in terms.read()
        if not term.source.startswith("https://")
        for literal in term.written or term.literals
        if not terms.occurs(literal, text_of(term.source))
    ]
    assert not wrong, "\n".join(wrong)


@cache
def text_of(source: str) -> str:
    """The text of a file, or of all modules of a package."""
    kind, _, place = source.partition(": ")
    assert kind in ("page", "file", "package"), source
    if kind != "package":
        return (ROOT / place).read_text(encoding="utf-8")
    files = distribution(place).files or ()
    paths = [str(file.locate()) for file in files if file.suffix == ".py"]
    return "\n".join(Path(path).read_text(encoding="utf-8") for path in paths)


def value_of(module: str, constant: str) -> float:
    """The value of an expression of numbers. An import would load the whole sandbox."""
    source = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == constant:
            return float(eval(ast.unparse(node.value), {}))
    raise AssertionError(f"{module} has no {constant}")


def test_each_limit_has_a_source() -> None:
    """An address, or a file or page of the project."""
    for limit in limits.read():
        kind, _, place = limit.source.partition(": ")
        local = kind in ("file", "page") and (ROOT / place).exists()
        assert local or limit.source.startswith("https://"), limit


OURS = [(limit, *limit.code) for limit in limits.read() if limit.code]


@pytest.mark.parametrize(("limit", "module", "constant", "unit"), OURS)
def test_a_limit_is_that_of_the_stand_in(
    limit: limits.Limit, module: str, constant: str, unit: float
) -> None:
    """`code` names the constant; its value is `value` times the length of the unit."""
    assert value_of(module, constant) == limit.value * unit
