"""Rules on workflows that no specimen has: what they find, and what they leave alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.preflight.report import Finding
from tests.preflight.static.contexts import Trigger
from tests.preflight.static.examine import examine

PIN = "pypa/gh-action-pypi-publish@dc37677b2e1c63e2034f94d8a5b11f265b73ba33"
PACKAGE = '[project]\nname = "larch"\nversion = "1.0"\n'
TOKEN = "        env: {{GH_TOKEN: '${{{{ {} }}}}'}}"
#: A workflow with one job that builds and publishes; `{…}` are the parts that a test changes.
SHIP = """\
on: {on}
{top}
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: pypi
    permissions: {{id-token: write, contents: read}}
    {job}
    steps:
      - run: uv build
      {step}
      - uses: {pin}
        {last}
"""


def ship(on: str = "{release: {types: [published]}}", **parts: str) -> str:
    given = {"top": "", "job": "", "step": "", "last": "", "pin": PIN}
    return SHIP.format(on=on, **{**given, **parts})


def found(folder: Path, workflow: str, *tags: str, trigger: Trigger | None = None,
          slug: str = "o/r", **files: str) -> list[Finding]:  # fmt: skip
    """The findings in a repository with these files; the tags are on its commit."""
    all_files = {"pyproject.toml": PACKAGE, ".github/workflows/x.yml": workflow, **files}
    for name, text in all_files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    if tags:
        who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
        for words in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"],
                      *(["tag", tag] for tag in tags)):  # fmt: skip
            subprocess.run(["git", "-C", str(folder), *words], check=True, timeout=30)
    return examine(folder, "x.yml", trigger, slug)[1]


def rules(findings: list[Finding]) -> set[str]:
    return {each.rule for each in findings} - {"protection", "unpinned"}


@pytest.mark.parametrize(
    ("workflow", "rule"),
    [
        (ship("push"), "every-push"),
        (ship("[push, pull_request]", job="if: github.event_name == 'push'"), None),
        (ship("{push: {tags: ['v*']}, pull_request: {}}"), "pull-request"),
        (ship("release"), "release-types"),
        (ship("{release: {types: [published, created]}}"), "release-types"),
        (ship("release", job="if: github.event.action == 'published'"), None),
        (ship("{push: {tags: ['v*.*.*']}}"), None),
        (ship(r"{push: {tags: ['^v[0-9]+$']}}"), "tag-filter"),
        (ship("{push: {tags-ignore: ['**']}}"), "tag-filter"),
        (ship(job="if: ${{ !cancelled() }}\n    needs: []"), None),
        (ship(last="with: {user: __token__, password: x}"), "token"),
        (ship(pin="pypa/gh-action-pypi-publish@v1.12"), "missing-ref"),
        (ship(pin="pypa/gh-action-pypi-publish@6733eb7d741f0b11ec6a39b58540dab7590f9b7d"),
         "tag-object"),
        (ship(pin="pypa/gh-action-pypi-publish@unstable/v1"), None),
        (ship(last="with: {repository-url: 'https://upload.pypi.org/legacy'}"), "upload-address"),
        (ship(step="- uses: larch/x@v1\n        with: {a: '${{ inputs.none }}'}"),
         "undeclared-input"),
        (ship(step="- run: gh release upload x\n" + TOKEN.format("github.token")),
         "assets-permission"),
        (ship(step="- run: gh release upload x\n" + TOKEN.format("secrets.BOT")), None),
        (ship(job="env: {PYTHON_VERSION: 3.20}"), "lost-zero"),
        (ship(job="env: {PYTHON_VERSION: '3.10', LIMIT: 3.10}"), None),
        (ship(job="strategy: {matrix: {python: [3.9, 3.10]}}"), "lost-zero"),
        (ship(job="if: github.repository == 'O/R'"), None),
        (ship(job="if: github.repository_owner == 'else'"), "repository-guard"),
        (ship("{workflow_dispatch: {inputs: {dry: {type: boolean}}}}", job="if: inputs.dry"), None),
        (ship("{workflow_dispatch: {inputs: {dry: {type: boolean}}}}",
              job="if: github.event.inputs['dry'] == 'false'"), None),
        (ship("{workflow_dispatch: {inputs: {dry: {type: boolean}}}}", step="# inputs.dry"),
         "unread-input"),
        (ship("{workflow_dispatch: {inputs: {dry: {type: boolean}}}}",
              step="- run: jq . \"$GITHUB_EVENT_PATH\""), None),
    ],
)  # fmt: skip
def test_a_rule_on_a_workflow(tmp_path: Path, workflow: str, rule: str | None) -> None:
    """None: no rule finds anything."""
    assert rules(found(tmp_path, workflow)) == ({rule} if rule else set())


def test_a_workflow_of_another_repository_is_not_looked_into(tmp_path: Path) -> None:
    """It is named where it may ask for an identity, or where nothing else publishes."""
    call = "on: push\njobs:\n  ship:\n    uses: larch/w/.github/workflows/x.yml@v1\n"
    assert "called-elsewhere" in rules(found(tmp_path, call))
    assert "called-elsewhere" in rules(found(tmp_path, f"{call}    permissions: write-all\n"))
    beside = call.partition("  ship")[2].replace("uses", "permissions: {}\n    uses")
    assert not rules(found(tmp_path, f"{ship()}  other{beside}"))


def test_what_the_files_cannot_show_is_a_note(tmp_path: Path) -> None:
    notes = [each for each in found(tmp_path, ship()) if each.level == "note"]
    assert [each.rule for each in notes] == ["protection"] and "`pypi`" in notes[0].message
    bare = ship().replace("    environment: pypi\n", "")
    (note,) = (each for each in found(tmp_path, bare) if each.level == "note")
    assert note.rule == "no-environment" and note.where.endswith("x.yml:4")


def test_a_filter_is_compared_with_the_newest_tag_of_its_kind(tmp_path: Path) -> None:
    """A repository of several packages has tags of several kinds."""
    workflow = ship("{push: {tags: ['larch-v*']}}")
    assert not rules(found(tmp_path, workflow, "larch-v1.0", "elm-v9", "elm-v8"))


def test_a_filter_that_no_longer_admits_the_tags(tmp_path: Path) -> None:
    workflow = ship("{push: {tags: ['v[0-9].*']}}")
    (wrong,) = (each for each in found(tmp_path, workflow, "v9.1", "v10.0")
                if each.rule == "tag-filter")  # fmt: skip
    assert wrong.level == "error" and "`v10.0`" in wrong.message and wrong.where.endswith("yml:1")


@pytest.mark.parametrize(
    ("version", "tags", "tag", "rule"),
    [
        ("1.0", ["v1.0"], None, None),
        ("1.0", ["v2.0"], None, "version-differs"),
        ("2.0", [], "v2.0", None),
        ("2.0", [], "larch-2.0.0", None),
        ("2.0", [], "v2.1", "version-differs"),
        ("two", [], None, "version-invalid"),
        ("1.0+here", [], None, "version-local"),
    ],
)
def test_the_version_in_a_file(
    tmp_path: Path, version: str, tags: list[str], tag: str | None, rule: str | None
) -> None:
    text = PACKAGE.replace("1.0", version)
    trigger = Trigger("release", tag) if tag else None
    findings = found(tmp_path, ship(), *tags, trigger=trigger, **{"pyproject.toml": text})
    assert rules(findings) == ({rule} if rule else set())
