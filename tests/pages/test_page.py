"""Pages: front matter that is not valid, prerequisites, and the state after the prerequisites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evaluate.example_environment import ExampleEnvironment
from tests.evaluate.example_guide import Guide, failures, fence
from tests.evaluate.project import Project
from tests.pages.page import Docs
from tests.pages.prerequisites import PrerequisiteProblem, prerequisites


@pytest.mark.parametrize(
    ("matter", "sentence"),
    [
        ("aftr: [x.md]", "docs/a.md:2: unknown key `aftr` in the front matter; did you mean"),
        ("title: A\n\nafter: x.md", "docs/a.md:4: `after` in the front matter: "),
        ("title: [", "docs/a.md:3: front matter is not YAML: "),
        ("- a", "docs/a.md:2: front matter is not `key: value` lines"),
        ("title: !!python/name:os.system", "docs/a.md:2: front matter is not YAML: "),
    ],
)
def test_front_matter_that_is_not_valid_is_one_problem_with_its_line(
    tmp_path: Path, matter: str, sentence: str
) -> None:
    """The fences below it are still read."""
    guide = Guide(tmp_path).write(a=f"---\n{matter}\n---\n" + fence("bash", "true"))
    page = Docs(guide.root).page("docs/a.md")
    assert str(page.problem).startswith(sentence)
    assert len(page.fences) == 1


def test_front_matter_that_is_not_closed_is_a_problem(tmp_path: Path) -> None:
    """MkDocs would render it as text."""
    page = Docs(Guide(tmp_path).write(a="---\ntitle: A\n").root).page("docs/a.md")
    assert str(page.problem) == "docs/a.md:1: front matter opens here and no line `---` closes it"


def after(*pages: str) -> str:
    """Front matter whose `after` lists these pages."""
    return f"---\ntitle: x\nafter: [{', '.join(pages)}]\n---\n"


def test_prerequisites_run_once_and_after_their_own_prerequisites(tmp_path: Path) -> None:
    """The order is depth first, within a list that of the list."""
    guide = Guide(tmp_path).write(
        a=after("b.md", "c.md"), b=after("d.md"), c=after("d.md", "b.md"), d=""
    )
    docs = Docs(guide.root)
    names = [page.name for page in prerequisites(docs, docs.page("docs/a.md"))]
    assert names == ["docs/d.md", "docs/b.md", "docs/c.md"]


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (after("a.md"), "docs/b.md:3: `after` is circular: docs/a.md → docs/b.md → docs/a.md"),
        (after("c.md"), "docs/b.md:3: `after` names docs/c.md, which does not exist"),
        ("---\nx: 1\n---\n", "docs/a.md:3: `after` names a broken page: docs/b.md:2: unknown key"),
    ],
)
def test_prerequisites_that_cannot_run_are_one_problem_with_file_and_line(
    tmp_path: Path, other: str, sentence: str
) -> None:
    docs = Docs(Guide(tmp_path).write(a=after("b.md"), b=other).root)
    with pytest.raises(PrerequisiteProblem) as problem:
        prerequisites(docs, docs.page("docs/a.md"))
    assert str(problem.value).startswith(sentence)


def test_a_page_starts_in_the_state_after_its_prerequisites(tmp_path: Path) -> None:
    """Files carry over from page to page, variables of the shell do not."""
    guide = Guide(tmp_path).write(
        a=after("b.md") + fence("console", '$ cat made; echo "<$x>"', "b", "<>"),
        b=after("c.md") + fence("bash", "cp given made; x=1"),
        c=fence("bash", "echo b > given") + fence("text", "x") + fence("yaml", "not: there"),
    )
    assert failures(guide.run_page("a")) == []


def test_a_prerequisite_that_fails_is_named_with_its_line(tmp_path: Path) -> None:
    """The first fence that was not reached reports it; later ones refer to that report."""
    guide = Guide(tmp_path).write(
        a=after("b.md") + fence("bash", "true") + fence("text", "x") + fence("bash", "true"),
        b="\n" + fence("bash", "false"),
    )
    first, second, third = guide.run_page("a")
    assert second.verdict == "shown"
    assert third.failure == "docs/a.md:13: not reached, for the reason given at docs/a.md:5"
    assert first.failure and first.failure.startswith(
        "docs/a.md:5: not reached: prerequisite docs/b.md:2: `false` failed with exit status 1"
    )


def test_a_state_is_saved_once_and_only_after_a_prerequisite(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=after("b.md") + fence("bash", "true"), b=fence("bash", "true"))
    environments: list[ExampleEnvironment] = []

    def make() -> ExampleEnvironment:
        environments.append(ExampleEnvironment())
        return environments[0]

    assert failures(guide.run_page("a", Project(make))) == []
    assert len(environments[0].saves) == 1


def test_the_state_after_a_page_and_unrelated_ones_is_not_saved_for_that_page(
    tmp_path: Path,
) -> None:
    """The state after `one` and `two` is not restored for a page that needs `two` alone."""
    guide = Guide(tmp_path).write(
        one=fence("bash", "touch one"),
        two=fence("bash", "touch two"),
        both=after("one.md", "two.md") + fence("bash", "ls one two"),
        only=after("two.md") + fence("bash", "test ! -e one\nls two"),
    )
    printed = guide.pytest("docs/both.md", "docs/only.md", "-q")
    assert "2 passed" in printed, printed
