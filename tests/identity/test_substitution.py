"""One function substitutes a project's names, in one pass, and only where they are names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from overrides.hooks.facts import read
from overrides.hooks.facts.identity import Identity, identity_of, table
from overrides.hooks.facts.substitution import AmbiguousNamesError, substitution
from tests import ROOT

OURS = identity_of(read(ROOT))
THEIRS = Identity(
    owner="Acme-Labs", repository="tool.box", package="Acme.Tool__Box", module="toolbox",
    workflow="ship.it.yaml", testpypi="Stage-1", pypi="Stage_2", team="shippers",
)  # fmt: skip


def ours(text: str) -> str:
    """A template with our names in it."""
    return OURS.filled(text)


@pytest.mark.parametrize("template", table()["contexts"])
def test_a_name_is_substituted_in_each_context(template: str) -> None:
    renamed = substitution(OURS, THEIRS)
    assert renamed(f"x {ours(template)} y") == f"x {THEIRS.filled(template)} y"


@pytest.mark.parametrize("template", table()["kept"])
def test_a_name_is_kept_where_it_is_not_that_of_the_reader_s_project(template: str) -> None:
    assert substitution(OURS, THEIRS)(ours(template)) == ours(template)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pip install {package}==0.1.0", "pip install Acme.Tool__Box==0.1.0"),
        ("{distribution}-0.1.0.tar.gz", "acme_tool_box-0.1.0.tar.gz"),
        ("{distribution}-0.1.0-py3-none-any.whl", "acme_tool_box-0.1.0-py3-none-any.whl"),
        ("{normalized}-0.1.0.tar.gz", "acme-tool-box-0.1.0.tar.gz"),
        ("src/{module}/cli.py, {module}.cli:main", "src/toolbox/cli.py, toolbox.cli:main"),
        ("git@github.com:{owner}/{repository}", "git@github.com:Acme-Labs/tool.box"),
        ("| `{owner}/{repository}/.github/workflows/{workflow}@refs/heads/main`",
         "| `Acme-Labs/tool.box/.github/workflows/ship.it.yaml@refs/heads/main`"),
        ("It is `{owner}`. And {package}.", "It is `Acme-Labs`. And Acme.Tool__Box."),
        ("-{owner}\n+{owner}", "-Acme-Labs\n+Acme-Labs"),
        ("Repository name: {repository}", "Repository name: tool.box"),
        ("{workflow} {pypi}", "ship.it.yaml stage_2"),
    ],
)  # fmt: skip
def test_each_form_of_a_name_is_that_of_its_place(text: str, expected: str) -> None:
    """Package, file name, module and repository are four names, also where ours are equal."""
    assert substitution(OURS, THEIRS)(ours(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{owner}s {owner}-docs my-{owner} {owner}.github.io x{owner} {owner}_",
        "{package}-publishing-guide my.{package} {package}2", "{workflow}.bak old-{workflow}",
        "environment={testpypi}2 --environments/{pypi}-old `{pypi}-`", "{module}s {module}_x",
        "https://{pypi}.org https://test.{pypi}.org docs/setup/{testpypi}.md publish-{testpypi}",
    ],
)  # fmt: skip
def test_a_longer_name_is_left_alone(text: str) -> None:
    """A hyphen, a dot or an underscore with a letter behind it belongs to the name."""
    assert substitution(OURS, THEIRS)(ours(text)) == ours(text)


def test_a_name_is_not_substituted_twice() -> None:
    """The names of the other project contain ours."""
    theirs = replace(THEIRS, owner="open-hostfactory-plugin", package="awslabs", team="awslabs")
    text = "{owner} {package} {owner}/{repository} {team}"
    assert substitution(OURS, theirs)(ours(text)) == theirs.filled(text)


def test_what_is_kept_is_kept_although_it_contains_names() -> None:
    renamed = substitution(OURS, THEIRS, f"{OURS.owner}.example/{OURS.package}")
    text = f"https://{OURS.owner}.example/{OURS.package}/ {OURS.package}"
    assert renamed(text) == text.removesuffix(OURS.package) + THEIRS.package


@pytest.mark.parametrize("page", ["publish/by-hand.md", "reference/names.md"])
def test_the_names_that_twine_has_for_the_indexes_are_kept(page: str) -> None:
    """They are not the reader's environments, although ours have the same names."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    about = [line for line in text.splitlines() if "twine" in line and "`testpypi`" in line]
    assert about
    renamed = substitution(OURS, THEIRS)
    assert not [line for line in about if THEIRS.testpypi in renamed(line)]


def test_the_folder_of_the_clone_has_the_name_of_the_repository() -> None:
    assert substitution(OURS, THEIRS)(ours("cd ../{package}")) == "cd ../tool.box"


def test_names_that_a_text_cannot_tell_apart_are_refused() -> None:
    """`click` is package and module: a text in which it stands does not say which of them."""
    theirs = replace(THEIRS, package="click", module="click")
    assert substitution(OURS, theirs)(ours("{package} {module}")) == "click click"
    with pytest.raises(AmbiguousNamesError, match="'click' is"):
        substitution(theirs, OURS)
