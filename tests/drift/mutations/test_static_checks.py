"""The warm checks see what the checks see, in a copy of the project, and leave it as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH
from tests import ROOT
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.project_copy import ProjectCopy
from tests.drift.mutations.static_checks import ChecksFail, StaticChecks

PAGE = "docs/publish/dispatch.md"


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StaticChecks]:
    found = StaticChecks(ProjectCopy(tmp_path_factory.mktemp("copies") / "copy"))
    yield found
    found.close()


def mutation(file: str, old: str, new: str) -> Mutation:
    """A mutation of the first `old` in the file."""
    lines = (ROOT / file).read_text("utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if old in line)
    return Mutation(file, number, lines[number - 1].index(old), old, new, "any")


SEEN = [
    (
        PAGE,
        "run publish.yml",
        "run publisch.yml",
        "test_pages.py::test_every_name_on_the_page_exists",
    ),
    (PUBLISH, "id-token", "id-tokn", "test_github_folder.py::test_every_job_has_a_time_limit"),
    ("mkdocs.yml", "repo_url", "repo_urk", "test_facts.py"),
    ("tests/sandbox/pypi/refusals.toml", "[invalid-token]", "[invalid-tokem]", "test_symptoms.py"),
    ("pyproject.toml", "testpaths", "testpathz", "pytest ended with 4"),
]


@pytest.mark.parametrize(("file", "old", "new", "test"), SEEN)
def test_a_mutation_is_seen_by_a_check_that_reads_its_file(
    checks: StaticChecks, file: str, old: str, new: str, test: str
) -> None:
    """The last file is read before the tests are collected."""
    assert test in (checks.failure(mutation(file, old, new)) or "")
    assert (checks.copy.root / file).read_bytes() == (ROOT / file).read_bytes()


def test_after_a_mutation_that_was_seen_the_next_one_is_judged_alone(checks: StaticChecks) -> None:
    assert checks.failure(mutation(PAGE, "run publish.yml", "run publisch.yml"))
    assert checks.failure(mutation(PAGE, "You can start", "You can  start")) is None
    assert checks.failure(mutation(PAGE, "run publish.yml", "run publisch.yml"))


def test_settings_of_the_same_meaning_are_not_seen(checks: StaticChecks) -> None:
    """They are read before the tests are collected, so that all is collected again."""
    assert "pyproject.toml" in checks.reads.before
    assert checks.failure(mutation("pyproject.toml", "# What renders", "# What draws")) is None


def test_no_page_is_read_before_the_tests_run(checks: StaticChecks) -> None:
    """Else all is collected again for each mutation of a page, which takes ten times as long."""
    assert not [file for file in checks.reads.before if file.endswith(".md")]


def test_a_file_that_no_check_reads_is_not_seen(checks: StaticChecks) -> None:
    assert checks.reads.readers("LICENSE") == []
    assert checks.failure(mutation("LICENSE", "Apache", "Apachf")) is None


def test_a_program_reads_the_folder_that_its_arguments_name(checks: StaticChecks) -> None:
    """zizmor is told to read `.github`."""
    zizmor = "tests/drift/test_github_folder.py::test_zizmor_finds_nothing"
    assert zizmor in checks.reads.readers(".github/dependabot.yml")
    assert zizmor not in checks.reads.readers(PAGE)


def test_checks_that_fail_without_a_mutation_judge_none(tmp_path: Path) -> None:
    copy = ProjectCopy(tmp_path / "copy")
    sentence = r"without a mutation: tests/drift/test_pages\.py"
    with (
        copy.spoiled(mutation(PAGE, "run publish.yml", "run publisch.yml")),
        pytest.raises(ChecksFail, match=sentence),
    ):
        StaticChecks(copy)
