"""A broken publish.yml or mkdocs.yml is reported in one sentence with file and line."""

import shutil
from pathlib import Path

import pytest

from overrides.hooks.facts import PUBLISH, SITE, FactsError, read
from tests import ROOT
from tests.drift.collection import FOLDER
from tests.drift.sources import facts

pytestmark = pytest.mark.drift

#: Text in publish.yml, its replacement, and a part of the message that follows.
BROKEN = [
    (
        "      id-token: write",
        "      id-tokn: write",
        "permission 'id-tokn'; did you mean 'id-token'",
    ),
    ("contents: read", "contents: reed", "level of contents 'reed'; did you mean 'read'"),
    ("permissions: {}", "permissions: write-all", "'write-all'"),
    ("name: testpypi\n", "name: test-pypi\n", "environment 'test-pypi'; did you mean 'testpypi'"),
    ("name: pypi\n", "name: ${{ inputs.environment }}\n", "is computed; give each its own job"),
    ("== 'testpypi'", "== 'test-pypi'", "'test-pypi'; did you mean 'testpypi'"),
    ("inputs.environment ==", "inputs.enviroment ==", "'enviroment'; did you mean 'environment'"),
    ("default: testpypi", "default: staging", "unknown default 'staging'"),
    ("needs: build", "needs: biuld", "unknown job 'biuld'; did you mean 'build'"),
    (" # v7.0.1", "", "is not pinned to a commit with its tag beside it"),
    ("jobs:\n", "jobs: {\n", "this is not valid YAML"),
    ("name: Publish\n", "name: Publish\nname: Again\n", "'name' is already defined"),
    ("name: Publish\n", "", "'name' is missing"),
    ("options: [testpypi, pypi]", "options: &a [*a]", "no alias may contain itself"),
    ("PACKAGE_NAME: ", "PACKAGE: ", "lacks PACKAGE_NAME"),
    ("inputs:\n", "inputs: 3\n    x:\n", "'inputs' holds 3; write it as a mapping"),
]


def test_the_names_can_be_read() -> None:
    """When they cannot, other tests are skipped, and this one fails with the message."""
    sentence = ""
    try:
        assert read(ROOT).workflow.environments
    except FactsError as error:
        sentence = str(error)
    if sentence:
        pytest.fail(sentence, pytrace=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with copies of the two files that the names are read from."""
    facts()  # Skips the test when the originals are broken.
    for file in (PUBLISH, SITE):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


@pytest.mark.parametrize(("right", "wrong", "sentence"), BROKEN)
def test_a_broken_workflow_is_one_sentence_with_its_file(
    copy: Path, right: str, wrong: str, sentence: str
) -> None:
    text = (copy / PUBLISH).read_text()
    assert right in text
    (copy / PUBLISH).write_text(text.replace(right, wrong, 1))
    with pytest.raises(FactsError) as raised:
        read(copy)
    message = str(raised.value)
    assert sentence in message and "\n" not in message, message
    assert message.startswith(f"{PUBLISH}:"), message


@pytest.mark.parametrize("file", [PUBLISH, SITE])
def test_a_binary_or_missing_file_is_one_sentence(copy: Path, file: str) -> None:
    (copy / file).write_bytes(b"\xff\xfe")
    with pytest.raises(FactsError, match=rf"^{file}:1: cannot be read as UTF-8"):
        read(copy)
    (copy / file).unlink()
    with pytest.raises(FactsError, match=rf"^{file}:1: there is no such file"):
        read(copy)


def test_a_misspelt_permission_is_reported_on_its_line(copy: Path) -> None:
    lines = (copy / PUBLISH).read_text().splitlines()
    number = next(n for n, line in enumerate(lines, 1) if "contents: read" in line)
    lines[number - 1] = lines[number - 1].replace("contents", "content")
    (copy / PUBLISH).write_text("\n".join(lines))
    with pytest.raises(FactsError, match=f":{number}: unknown permission 'content'"):
        read(copy)


def test_a_repo_url_outside_github_com_is_one_sentence(copy: Path) -> None:
    (copy / SITE).write_text("site_url: https://x/\nrepo_url: https://gitlab.com/a/b\n")
    with pytest.raises(FactsError, match=r"^mkdocs\.yml:2: 'https://gitlab\.com/a/b' is no"):
        read(copy)


def test_no_other_folder_marks_a_test_as_drift() -> None:
    """`-m drift` collects this folder only, so a mark elsewhere would have no effect."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if not path.is_relative_to(FOLDER)]
    mark = "mark." + "drift"
    assert [str(path) for path in files if mark in path.read_text(encoding="utf-8")] == []
