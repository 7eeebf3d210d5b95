"""What the static checks do not see is run: a page fails by its mutation only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drift.mutations.batches import batches
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.page_runs import PageRuns
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import ChecksFail
from tests.drift.mutations.together import names

PAGE = "docs/explanation/how-tested.md"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    return ProjectCopy(tmp_path_factory.mktemp("copies") / "copy")


def first(copy: ProjectCopy, old: str, new: str, page: str = PAGE) -> Mutation:
    lines = (copy.root / page).read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if old in line)
    return Mutation(page, number, lines[number - 1].index(old), old, new, "link")


def test_each_of_a_batch_is_judged_by_its_own_page(copy: ProjectCopy) -> None:
    """A lost link fails the build, a lost block its page, and a title nothing."""
    lost = first(copy, "conventions.md)", "convention.md)")
    prose = first(copy, "title: ", "title: The ", "docs/explanation/security.md")
    block = first(copy, "```bash", "```bashh", "docs/reference/names.md")
    seen = dict(PageRuns(copy).judge([lost, prose, block]))
    assert seen[prose] is None
    assert seen[lost] == f"mkdocs build --strict {PAGE}"
    assert seen[block] == "pytest docs/reference/names.md"


def test_what_fails_without_the_mutation_judges_nothing(tmp_path: Path) -> None:
    copy = ProjectCopy(tmp_path / "copy")
    settings = copy.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nnonesuch: true\n", encoding="utf-8")
    with pytest.raises(ChecksFail, match="fails without a mutation: mkdocs build --strict"):
        list(PageRuns(copy).judge([first(copy, "title: ", "title: The ")]))


def test_a_page_is_not_in_a_batch_with_one_that_it_comes_after() -> None:
    dispatch, setup, names, readme = (
        Mutation(file, 1, 0, "a", "b", "link")
        for file in (
            "docs/publish/dispatch.md",
            "docs/setup/accounts.md",
            "docs/reference/names.md",
            "README.md",
        )
    )
    found = batches([dispatch, setup, names, names, readme], 9)
    assert found == [[dispatch, names], [setup, names], [readme]]


def test_a_sentence_about_another_page_or_line_has_not_seen_a_mutation() -> None:
    one = Mutation("docs/a.md", 7, 0, "environment", "envirpnment", "command")
    other = Mutation("docs/a.md", 7, 0, "TestPyPI", "PyPI", "inline code")
    page = "PyPI has an environment"
    assert names("docs/a.md:7: it is wrong", one, page)
    assert names("E  docs/a.md:3: `envirpnment` has no source", one, page)
    assert not names("docs/a.md:3: `environment` has no source", one, page)
    assert not names("docs/a.md:70: it is wrong", one, page)
    assert not names("docs/b.md:7: `envirpnment` has no source", one, page)
    assert not names("docs/a.md:3: docs/b.md does not say `PyPI`", other, page)
