"""The accuracy of the matching, measured on logs alone and inside the log of a run."""

from __future__ import annotations

import pytest

from overrides.hooks.failures import lookup, symptom_rows
from tests import ROOT
from tests.benchmarks.measured import MEASURED, Record
from tests.diagnose.figures import LOGS, PLACEHOLDER, RUN, Figures, Found, figures, rows, search
from tests.diagnose.matching import Match, Matcher

#: Minimum shares. The phrases were tuned on these logs; for new logs the aim is 0.92, 0.97, 0.97.
MIN_FIRST, MIN_IN_THREE, MIN_SILENT = 0.95, 0.98, 0.95


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(ROOT, lookup(ROOT / "docs"))


def _measured(
    name: str, around: str, matcher: Matcher, record_property: Record
) -> tuple[Figures, list[Found]]:
    """The shares of a file, and the logs that miss their page."""
    found = search(matcher, rows(LOGS / f"{name}.jsonl"), around)
    shares = figures(found)
    where = "alone" if around == PLACEHOLDER else "in a run"
    record_property(MEASURED, f"{name}.jsonl, {where}: {shares}")
    return shares, [each for each in found if not each.hit]


@pytest.mark.parametrize("around", [PLACEHOLDER, RUN], ids=["alone", "in-a-run"])
@pytest.mark.parametrize(
    "name",
    ["failures", "reworded", "retold", "fresh", "reports", "field", "second", "others"],
)
def test_each_log_matches_its_page(
    name: str, around: str, matcher: Matcher, record_property: Record
) -> None:
    """The right page is first, or among the first three; an unrelated log has no match."""
    shares, missed = _measured(name, around, matcher, record_property)
    assert shares.first is None or shares.first >= MIN_FIRST, missed
    assert shares.in_three is None or shares.in_three >= MIN_IN_THREE, missed
    assert shares.silent is None or shares.silent >= MIN_SILENT, missed


#: Minimum shares of told.jsonl, of which two thirds are told without a message.
TOLD_FIRST, TOLD_SILENT = 0.35, 0.97


def test_what_people_tell_without_a_message_is_seldom_answered_wrongly(
    matcher: Matcher, record_property: Record
) -> None:
    """Alone only: inside the log of a run it is no prose."""
    shares, missed = _measured("told", PLACEHOLDER, matcher, record_property)
    assert shares.first is not None and shares.first >= TOLD_FIRST, missed
    assert shares.silent is not None and shares.silent >= TOLD_SILENT, missed


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
