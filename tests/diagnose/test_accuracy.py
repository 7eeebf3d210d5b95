"""The accuracy of the matching, measured on logs alone and inside the log of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from statistics import fmean

import pytest

from overrides.hooks.failures import lookup, symptom_rows
from tests import ROOT
from tests.benchmarks.measured import MEASURED, Record
from tests.diagnose.matching import Match, Matcher

LOGS = ROOT / "tests/diagnose/logs"
#: The text that a log replaces, alone or in RUN.
PLACEHOLDER = "(the log in question)"
RUN = (LOGS / "ordinary-run.txt").read_text(encoding="utf-8")
#: Minimum shares. The phrases were tuned on these logs; the aim for new logs is 0.85, 0.95, 0.95.
MIN_FIRST, MIN_IN_THREE, MIN_UNMATCHED = 0.95, 0.98, 0.95


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(ROOT, lookup(ROOT / "docs"))


def logs(name: str) -> list[dict[str, str]]:
    """The rows of a file; see tests/diagnose/logs/README.md."""
    return [json.loads(line) for line in (LOGS / f"{name}.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("around", [PLACEHOLDER, RUN], ids=["alone", "in-a-run"])
@pytest.mark.parametrize("name", ["failures", "reworded"])
def test_each_log_matches_its_page(
    name: str, around: str, matcher: Matcher, record_property: Record
) -> None:
    """The right page is first, or among the first three; an unrelated log has no match."""
    answers = [
        (row["symptom"], symptoms(matcher.matches(around.replace(PLACEHOLDER, row["text"]))))
        for row in logs(name)
    ]
    first = share(found[:1] == [right] for right, found in answers if right != "none")
    three = share(right in found[:3] for right, found in answers if right != "none")
    unmatched = share(not found for right, found in answers if right == "none")
    shares = f"first {first:.1%}, in the first three {three:.1%}, no match {unmatched:.1%}"
    where = "alone" if around == PLACEHOLDER else "in a run"
    record_property(MEASURED, f"{name}.jsonl, {where}: {shares}")
    assert first >= MIN_FIRST and three >= MIN_IN_THREE and unmatched >= MIN_UNMATCHED


def share(values: Iterable[bool]) -> float:
    """The share of true values, from 0 to 1."""
    return fmean(map(float, values))


REFUSAL = "The name 'open-hostfactory-plugin' is too similar to an existing project."


@pytest.mark.parametrize(
    "log",
    [
        f"ERROR    HTTPError: 400 Bad Request\n         {REFUSAL}",
        REFUSAL.replace(" ", "\n    "),
        f"\x1b[31mERROR   \x1b[0m {REFUSAL.replace('too', chr(27) + '[1mtoo')}",
        "".join(f"> │ {part} \n" for part in REFUSAL.split(" is ")),
        f"##[error]{REFUSAL.replace(' ', '%0A')}",
        "".join(f"Publish\tUpload\t2026-11-24T10:00:00.123Z {part}\n" for part in REFUSAL.split()),
        f"b'<title>400 {REFUSAL.replace(chr(39), '&#x27;')}</title>\\n'",
        REFUSAL.upper(),
        f"[31m{REFUSAL.replace('an existing', '[0man existing')}",
    ],
    ids=[
        "plain",
        "wrapped",
        "coloured",
        "quoted",
        "escaped",
        "timestamped",
        "html",
        "upper-case",
        "colours-without-escape",
    ],
)
def test_the_notation_of_a_log_does_not_matter(log: str, matcher: Matcher) -> None:
    first = matcher.matches(log)[0]
    assert first.symptom == "name-too-similar" and first.strong
    assert first.line in log


def test_every_message_of_a_page_has_its_page_in_the_first_three(matcher: Matcher) -> None:
    """Several pages may have the same message, so the page need not be first."""
    missed = [
        (row["symptom"], message)
        for row in symptom_rows(ROOT / "docs")
        for message in [*row["says"], *row["also"]]
        if row["symptom"] not in symptoms(matcher.matches(message.replace("…", " so-and-so ")))[:3]
    ]
    assert not missed


def symptoms(found: list[Match]) -> list[str]:
    return [match.symptom for match in found]


def test_surrounding_lines_do_not_matter(matcher: Matcher) -> None:
    """Unrelated lines have no match, and do not change the match of a line between them."""
    noise = "Collecting click>=8\n  Downloading click-8.3.1-py3-none-any.whl (108 kB)\n" * 500
    assert matcher.matches(noise) == []
    among = noise + REFUSAL + "\n" + noise
    assert matcher.matches(among)[0] == matcher.matches(REFUSAL)[0]
