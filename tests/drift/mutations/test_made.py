"""The mutations are made from the files: of every kind, each at its place, each a wrong literal."""

from __future__ import annotations

from collections import Counter

import pytest

from tests import ROOT
from tests.drift.mutations.concerned import tests_of as concerned_by
from tests.drift.mutations.judgement import sample
from tests.drift.mutations.made import made
from tests.drift.mutations.mutation import Mutation, wrong

#: The kinds that the workflow, the pages, the specimen and the stand-ins must have.
EXPECTED = [
    "trigger", "input", "choice", "permission", "job id", "needs", "version", "action",
    "action input", "environment", "variable", "output", "workflow command", "workflow key",
    "workflow value", "display name", "comment", "command", "form", "fragment", "title", "link",
    "number", "inline code", "header", "page title", "attribute refused", "include",
    "specimen's name", "specimen's script", "refusal",
]  # fmt: skip


@pytest.fixture(scope="module")
def every() -> list[Mutation]:
    return made(ROOT)


def test_at_least_600_are_made_and_of_every_kind(every: list[Mutation]) -> None:
    kinds = Counter(each.kind for each in every)
    assert len(every) >= 600
    assert not [kind for kind in EXPECTED if not kinds[kind]], kinds


def test_each_changes_one_literal_at_its_place(every: list[Mutation]) -> None:
    texts = {file: (ROOT / file).read_text("utf-8") for file in {each.file for each in every}}
    for each in every[::5]:
        text = texts[each.file]
        changed = [
            number
            for number, (old, new) in enumerate(
                zip(text.split("\n"), each.apply(text).split("\n"), strict=True), 1
            )
            if old != new
        ]
        assert changed == [each.line], each


def test_a_mutation_that_is_not_at_its_place_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.md:1: `x` → `y` \(link\): is not there"):
        Mutation("a.md", 1, 0, "x", "y", "link").apply("z")


@pytest.mark.parametrize(
    ("right", "all_wrong"),
    [
        ("environment", ["envirpnment"]),
        ("v7.0.1", ["v8.0.1"]),
        ("3.09", ["4.09"]),
        ("Three", ["Four"]),
        ("testpypi", ["testqypi", "pypi"]),
        ("pypi", ["pyqi", "testpypi"]),
        ("https://test.pypi.org/legacy/", ["https://test.pyqi.org/legacy/",
                                           "https://pypi.org/legacy/"]),
        ("write", ["wrjte", "read"]),
        ("--yes", ["--yfs"]),
        ("z", ["a"]),
        ("…", []),
    ],
)  # fmt: skip
def test_a_wrong_literal_is_a_near_miss_or_the_other_of_a_pair(
    right: str, all_wrong: list[str]
) -> None:
    assert list(wrong(right)) == all_wrong


def test_a_sample_has_all_kinds_in_turn_and_is_the_same_for_a_seed(every: list[Mutation]) -> None:
    kinds = len({each.kind for each in every})
    chosen = sample(every, kinds, 3)
    assert len({each.kind for each in chosen}) == kinds
    assert chosen == sample(every, kinds, 3) != sample(every, kinds, 4)
    assert set(sample(every, len(every), 1)) == set(every)


def test_each_mutation_concerns_tests_that_exist(every: list[Mutation]) -> None:
    named = {test for each in every[:: len(every) // 300] for test in concerned_by(each, ROOT)}
    refusals = [each for each in every if each.kind == "refusal"]
    named |= {test for each in refusals for test in concerned_by(each, ROOT)}
    assert "docs/troubleshooting/invalid-publisher.md" in named and "tests/contracts" in named
    assert not [test for test in named if not (ROOT / test).exists()]
