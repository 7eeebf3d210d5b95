"""What the checks of the texts report: wrong names, numbers, messages and addresses."""

from __future__ import annotations

from functools import cache

import pytest

from overrides.hooks.facts import read
from tests import ROOT
from tests.vocabulary import characters, statements
from tests.vocabulary.problems import Checks, checks

PAGE = "docs/setup/pypi.md"


@cache
def project() -> Checks:
    return checks(ROOT, read(ROOT))


def problems(text: str, page: str = PAGE) -> list[str]:
    """The problems of a page with this Markdown."""
    found = statements.read(page, text)
    return [str(each) for one in found for each in project().in_statement(one)]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("The environment `staging` guards it.", "staging"),
        ("The staging environment guards it.", "staging"),
        ("Dispatch `publsh.yml` again.", "publsh.yml"),
        ("Dispatch `release.yml` again.", "release.yml"),
        ("Open publish.yaml in the editor.", "publish.yaml"),
        ("The job `publish-npm` uploads.", "publish-npm"),
        ("The deploy job uploads.", "deploy"),
        ("Set `environment=prod` in the dispatch.", "environment=prod"),
        ("The secret `PYPI_TOKEN` is gone.", "PYPI_TOKEN"),
        ("The team `awslabs/releases` approves.", "awslabs/releases"),
        ("The package `open-hostfactory-plugins` is new.", "open-hostfactory-plugins"),
        ("The package open-hostfactory-plugn is new.", "open-hostfactory-plugn"),
        ("It starts on `push`es of `on: schedule`.", "on: schedule"),
        ("Only a job with `id_token: write` gets one.", "id_token: write"),
        ("Only a job with `id-token: read` gets one.", "id-token: read"),
        ("The build has `contents: write`.", "contents: write"),
        ("The index is at `https://test.pypi.org/simple`.", "https://test.pypi.org/simple"),
        ("The index is at `https://tests.pypi.org/simple/`.", "https://tests.pypi.org/simple/"),
        ("[Here](https://pypi.org/manage/accounts/publishing/) it is.", "manage/accounts"),
        ("[Docs](https://docs.pypi.org/trusted-publisher/).", "trusted-publisher/"),
        ("Read https://docs.pypi.org/trusted-publisher/ first.", "trusted-publisher/"),
        ("![The page](https://example.org/page.png)", "example.org"),
        ("Pin `v1.14.3` of the action.", "v1.14.3"),
        ("The entry expires after 60 days.", "60 days"),
        ("The entry expires after thirty-one days.", "thirty"),
        ("The upload token works for fifty minutes.", "fifty minutes"),
        ("The upload token works for 30 days.", "30 days"),
        ("A release takes files for 30 days.", "30 days"),
        ("Four may wait at once.", "Four"),
        ("Up to seven people can be reviewers.", "seven people"),
        ("A file may have 200 MB.", "200 MB"),
        ("There are three jobs with the power to publish.", "three jobs"),
        ("pip keeps the page for an hour.", "an hour"),
        ("After a week GitHub gives up.", "a week"),
        ("The answer is 418, and nothing is stored.", "418"),
        ("TestPyPI asks for it since December 2022.", "2022"),
        ("It says `invalid-publishr`.", "invalid-publishr"),
        ("It says `File allready exists`.", "File allready exists"),
        ("It says `valid token, but no matching publisher`.", "no matching publisher"),
        ("Run `gh run rerun --fail`.", "gh run rerun --fail"),
        ("Run `gh runs rerun`.", "gh runs rerun"),
        ("Run `twine upload --repo testpypi`.", "--repo testpypi"),
        ("Add `--skip-exists`.", "--skip-exists"),
        ("Set `UV_PUBLISH_TOKENS`.", "UV_PUBLISH_TOKENS"),
        ("The file is `tests/guide/failure_pages.py`.", "tests/guide/failure_pages.py"),
        ("The claim is `job_workflow_sha`.", "job_workflow_sha"),
        ("The file is `open_hostfactory_plugin-0.1.0.zip`.", "open_hostfactory_plugin-0.1.0.zip"),
        ("The workflow is at `awslabs/open-hostfactory-plugin/.github/workflows/publish.yml@main`.",
         "publish.yml@main"),
        ("On TestPyPI the environment is `pypi`.", "pypi"),
        ("On PyPI the environment is `testpypi`.", "testpypi"),
        ("[PyPI's form](https://test.pypi.org/manage/account/publishing/).", "test.pypi.org"),
        ("| Index | Environment |\n|---|---|\n| TestPyPI | `pypi` |\n", "pypi"),
        ("| PyPI | TestPyPI |\n|---|---|\n| `testpypi` | `testpypi` |\n", "testpypi"),
        ("# On TestPyPI\n\nThe environment is `pypi`.", "pypi"),
        ("## Set `staging` up", "staging"),
        ('!!! note "The `staging` environment"\n\n    It is there.', "staging"),
        ('=== "The entry `staging`"\n\n    It is there.', "staging"),
        ("!!! note\n\n    The environment `staging` guards it.", "staging"),
        ("1. The environment `staging`", "staging"),
        ("> The environment `staging`", "staging"),
        ("---\ntitle: Release to Pypi\n---\n", "Pypi"),
        ("---\ntitle: A\ndescription: In 60 days the entry expires.\n---\n", "60 days"),
        ("The `pypi`{.wrong} environment.", "pypi"),
        ("It is on Github.", "Github"),
        ("The tag `v0.1.0` gives 0.1.1.", "v0.1.0"),
        ("| Tag | Version |\n|---|---|\n| `v0.1.0` | 0.1.2 |\n", "v0.1.0"),
        ("A release of `v0.1.0` has "
         "`awslabs/open-hostfactory-plugin/.github/workflows/publish.yml@refs/heads/main`.",
         "@refs/heads/main"),
        ("<p>In 60 days the entry expires.</p>", "60 days"),
        ("<p>The <code>staging</code> environment.</p>", "staging"),
        ("The <kbd>staging</kbd> environment.", "staging"),
    ],
)  # fmt: skip
def test_a_literal_without_a_source_is_reported(text: str, literal: str) -> None:
    """In sentences, headings, tables, titles, tabs, admonitions, links, images and HTML."""
    assert any(literal in problem.partition(": ")[2] for problem in problems(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "The environment `testpypi` is for TestPyPI, and `pypi` for PyPI.",
        "A job with `id-token: write` runs `publish.yml` from `v0.1.0`.",
        "The entry expires after 30 days, and three may wait at once.",
        "Run `gh run rerun \"$run\" --failed`, or `twine upload --repository testpypi dist/*`.",
        "Two of them, one after the other, in two ways.",
        "It says `invalid-publisher`, or `File already exists`.",
        "The name `staging`{.wrong} is none of ours.",
        "[The form](https://pypi.org/manage/account/publishing/) is on PyPI.",
    ],
)  # fmt: skip
def test_what_a_source_holds_is_not_reported(text: str) -> None:
    assert problems(text) == []


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "p\u0443pi", "\u201cpypi\u201d", "py\u200bpi", "a\tb", "a\x07", "\ufeffa"]
)
def test_a_character_that_looks_like_another_is_reported(text: str) -> None:
    """No-break space, Cyrillic letter, curly quotes, zero-width space, tabulator, control, mark."""
    assert [line for line, _ in characters.problems(f"first\n{text}\n")][:1] == [2]


def test_a_problem_names_the_file_and_the_line() -> None:
    assert problems("First.\n\nThe environment\n`testpipy` is here.") == [
        f"{PAGE}:4: `testpipy` has no source; did you mean `testpypi`, or add it to terms.toml"
    ]
