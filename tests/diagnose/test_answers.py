"""What the look-up promises for every page, whatever the log holds besides."""

from __future__ import annotations

import re

import pytest

from overrides.hooks.failures import PATTERNS, lookup
from tests import ROOT
from tests.diagnose.matching import Matcher

KNOWN = lookup(ROOT / "docs")
PAGES = KNOWN["symptoms"]
CLEAR = "valid token, but no corresponding publisher (Publisher with matching claims was not found)"
#: Words of other tools, far enough from a message to be on lines of their own.
OTHER_TOOLS = (
    "npm ci\nnpm error code ERESOLVE\nRun docker/login-action@v3\nLogin Succeeded!\n"
    "=========== short test summary info ===========\nRun codecov upload-coverage\n"
    "Run actions/attest-build-provenance@v2\nRun semantic-release publish\n"
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(ROOT, KNOWN)


def names(matcher: Matcher, log: str) -> list[str]:
    return [match.symptom for match in matcher.matches(log)]


def test_every_page_has_words() -> None:
    """Without a red run, too, people have something to paste."""
    assert [
        row["symptom"] for row in PAGES if not any(row[key] for key in PATTERNS if key != "unless")
    ] == []


def test_no_other_line_takes_a_quoted_message_back(matcher: Matcher) -> None:
    """`unless` patterns count only where they stand on the message's own lines."""
    missed = [
        (row["symptom"], message)
        for row in PAGES
        for message in [*row["says"], *row["also"]]
        for around in (OTHER_TOOLS, *row["unless"])
        if row["symptom"] not in names(matcher, _between(around, message))
    ]
    assert not missed


def _between(around: str, message: str) -> str:
    around = re.sub(r"\|\S+|[*…]", " ", around)
    return f"{around}\n{message.replace('…', ' so-and-so ')}\n{around}\n"


def test_a_word_of_another_tool_takes_a_loose_match_back(matcher: Matcher) -> None:
    """A line that names the index of the upload is spared."""
    loose = "an unknown classifier: Topic"
    assert names(matcher, loose) == ["invalid-classifier"]
    assert names(matcher, f"npm error\n{loose}") == []
    spared = f"{loose} at https://upload.pypi.org/legacy/"
    assert "invalid-classifier" in names(matcher, f"npm error\n{spared}")


def test_near_a_pages_own_unless_a_quoted_message_comes_second(matcher: Matcher) -> None:
    called = "The claims in this token suggest that the calling workflow is a reusable workflow."
    parent = (
        "In particular, this action was initiated by: a.yml\nWhereas its parent workflow is: b.yml"
    )
    found = matcher.matches(f"{called}\n{parent}\n{CLEAR}")
    likely = {match.symptom: match.likely for match in found}
    assert found[0].symptom == "reusable-workflow" and likely["reusable-workflow"]
    assert likely["invalid-publisher"] is False


def test_one_clear_answer_leaves_the_others_less_likely(matcher: Matcher) -> None:
    """Two messages on different lines are two answers."""
    found = matcher.matches(CLEAR)
    assert len(found) > 1
    assert [match.symptom for match in found if match.likely] == ["invalid-publisher"]
    two = f"{CLEAR}\nsome lines\nmore lines\n400 File already exists\n"
    likely = {match.symptom for match in matcher.matches(two) if match.likely}
    assert likely == {"invalid-publisher", "file-already-exists"}


def test_an_elision_in_quotes_is_as_long_as_any(matcher: Matcher) -> None:
    """`'…'` in a quoted message stands for a whole file name, which is many words."""
    message = (
        "Filename 'a-long-name-3.0.1.tar.gz' is invalid, should be\n 'a_long_name-3.0.1.tar.gz'."
    )
    assert names(matcher, f"{message}\nnpm publish\n")[:1] == ["filename-not-normalized"]


@pytest.mark.parametrize(
    "entry",
    [
        '- print what PyPI says to "File already exists" (#812)',
        "* docs: explain `Invalid or non-existent authentication information`",
        '- Skip an empty folder ("No files found to publish").',
        "E       InvalidDistribution: Unknown distribution format: 'a.txt'",
        '* **upload:** say "No files found to publish" ([#4](https://github.com/o/r/issues/4))',
    ],
)
def test_a_changelog_or_a_test_that_quotes_a_message_is_no_failure(
    entry: str, matcher: Matcher
) -> None:
    assert names(matcher, entry) == []
    assert names(matcher, f"ERROR {entry.lstrip('-* E')}") != []


def test_a_message_is_before_a_page_about_a_green_run(matcher: Matcher) -> None:
    green = "No release will be made, 0.1.0 has already been released!"
    assert names(matcher, green) == ["release-tool-made-no-release"]
    red = "HTTPError: 400 Bad Request from https://upload.pypi.org/legacy/\nFile already exists."
    assert names(matcher, f"{green}\n{red}")[0] == "file-already-exists"
