"""The text, JSON and HTML of a report: everything that was found, and nothing that it can spoil."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.preflight.render import html_page, json_text, text
from tests.preflight.report import (
    Finding,
    JobRun,
    NotRun,
    PublishedFile,
    PublishedProject,
    Publisher,
    Refusal,
    Report,
)

REFUSED = Report(
    "hynek/stamina",
    "pypi-package.yml",
    "release v26.2.0",
    publishers=[
        Publisher("pypi", "ship", "stamina", "hynek", "stamina", "pypi-package.yml", None),
        Publisher("testpypi", "try", None, "hynek", "stamina", "pypi-package.yml", "trial"),
    ],
    findings=[
        Finding("error", "pypi-package.yml:56", "`twine` is old.", "Use v1.14.2.",
                "metadata-version-unsupported", "metadata-version"),
        Finding("note", "pypi-package.yml:9", "No rule <is> known.", "Look at Settings."),
    ],
    jobs=[JobRun("build", "succeeded", 3.25), JobRun("ship", "failed", 1.0, "exit status 1"),
          JobRun("macOS", "not run", 0.0, "no such machine")],
    not_run=[NotRun("Job `sign`", "it needs Sigstore", True, "--assume sign.done=1")],
    refusals=[
        Refusal("ship", "Publish", "ERROR \x1b[31mInvalidDistribution\x1b[0m: <2.5>", "400 Nothing",
                "metadata-version-unsupported", "pypi-package.yml:56: use v1.14.2"),
    ],
    published=[
        PublishedProject("pypi", "stamina", "26.2.0",
                         (PublishedFile("stamina-26.2.0-py3-none-any.whl", 12_345, "2.5", True),),
                         True, ">=3.10", "stamina-26.2.0-py3-none-any.whl"),
    ],
    verdict="would not publish",
    reason="twine cannot read the metadata.",
)  # fmt: skip
PAGE = "/troubleshooting/metadata-version-unsupported/"
#: What every report says of REFUSED, apart from markup.
SAID = (
    "stamina 26.2.0: would not publish", "twine cannot read the metadata", "hynek", "trial",
    "(leave it empty)", "(the build says it)", "TestPyPI Project Name", "pypi-package.yml:56",
    "Use v1.14.2.", "build", "3.2 s", "exit status 1", "no such machine", "it needs Sigstore",
    "--assume sign.done=1", "InvalidDistribution", "400 Nothing", "use v1.14.2", "12.3 kB",
    "metadata 2.5", ">=3.10", "rendered",
)  # fmt: skip


def words(page: str) -> str:
    """The text of a page without its markup."""
    body = re.sub(r"<[^>]*>", "", page.partition("<body>")[2])
    return body.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@pytest.mark.parametrize("said", SAID)
def test_text_and_html_say_everything(said: str) -> None:
    assert said in text.render(REFUSED)
    assert said in words(html_page.render(REFUSED))


def test_the_text_leads_to_the_pages() -> None:
    assert text.render(REFUSED).count(PAGE) == 2
    assert html_page.render(REFUSED).count(f'{PAGE}"') == 2


def test_the_text_before_the_run_has_no_verdict() -> None:
    early = text.before(REFUSED)
    assert "Owner" in early and "use v1.14.2" not in early and "would not" not in early


def test_text_is_at_most_100_columns_wide_but_for_addresses() -> None:
    long = replace(REFUSED, reason="a word " * 60)
    lines = [line for line in text.render(long).splitlines() if "https://" not in line]
    assert max(map(len, lines)) <= 100


def test_control_codes_of_other_programs_are_left_out() -> None:
    """A step's output could move the cursor, or set the title of the terminal."""
    bad = Refusal("ship", "s", "a\x1b]0;title\x07b\x1b[2Jc\rd\x08", None)
    spoiled = replace(REFUSED, refusals=[bad])
    for shown in (text.render(spoiled), html_page.render(spoiled)):
        assert "abc\n" in shown and not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)


def test_words_of_the_repository_are_no_markup() -> None:
    """Names and output come from somebody else's repository."""
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"
    spoiled = Report(
        bad, bad, bad, [Publisher("pypi", bad, bad, bad, bad, bad, bad)],
        [Finding("error", bad, bad, bad, bad, bad)], [JobRun(bad, "failed", 1, bad)],
        [NotRun(bad, bad, True, bad)], [Refusal(bad, bad, bad, bad, bad, bad)],
        [PublishedProject("pypi", bad, bad, (PublishedFile(bad, 1, bad, False),), False, bad, bad)],
        reason=bad,
    )  # fmt: skip
    page = html_page.render(spoiled)
    assert "<script" not in page and "<img" not in page and page.count("&lt;script&gt;") > 20


def test_the_html_takes_nothing_from_elsewhere() -> None:
    """No script, no other file; links lead to the site and to the forms."""
    page = html_page.render(REFUSED)
    assert "<script" not in page and "@import" not in page and "url(" not in page
    assert re.findall(r'<link[^>]*href="([^"]*)"', page) == ["data:,"]


def test_the_json_has_every_field_and_the_exit_status() -> None:
    tree = json.loads(json_text.render(REFUSED))
    assert tree["exit_status"] == 1 and tree["verdict"] == "would not publish"
    assert tree["publishers"][0]["environment"] is None
    assert tree["refusals"][0]["page_url"].endswith(PAGE)
    assert set(vars(REFUSED)) | {"exit_status"} == set(tree)


def test_a_report_with_nothing_found() -> None:
    empty = Report("o/r", "x.yml", "tag")
    assert "no Trusted Publisher to register" in text.render(empty)
    assert "o/r: cannot tell" in text.render(empty) and "<h2>" not in html_page.render(empty)
