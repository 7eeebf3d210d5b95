"""What the static checks do not see is run: a page fails by its mutation only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drift.mutations.concerned import failure
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import ChecksFail

PAGE = "docs/explanation/how-tested.md"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    return ProjectCopy(tmp_path_factory.mktemp("copies") / "copy")


def first(copy: ProjectCopy, old: str, new: str) -> Mutation:
    lines = (copy.root / PAGE).read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if old in line)
    return Mutation(PAGE, number, lines[number - 1].index(old), old, new, "link")


def test_a_link_to_no_page_fails_the_build_and_prose_fails_nothing(copy: ProjectCopy) -> None:
    lost = failure(copy, first(copy, "conventions.md)", "convention.md)"))
    assert "mkdocs build --strict" in (lost or "")
    assert failure(copy, first(copy, "title: ", "title: The ")) is None


def test_what_fails_without_the_mutation_judges_nothing(tmp_path: Path) -> None:
    copy = ProjectCopy(tmp_path / "copy")
    settings = copy.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\nnonesuch: true\n", encoding="utf-8")
    with pytest.raises(ChecksFail, match="fails without a mutation: mkdocs build --strict"):
        failure(copy, first(copy, "title: ", "title: The "))
