"""What the clients print today leads to the right page; `record.py` writes the list."""

from __future__ import annotations

from overrides.hooks.failures import lookup
from tests import ROOT
from tests.diagnose.clients import CLIENTS
from tests.diagnose.figures import LOGS, PLACEHOLDER, rows, search
from tests.diagnose.matching import Matcher
from tests.diagnose.situations import SITUATIONS

RECORDED = rows(LOGS / "recorded.jsonl")


def test_each_recorded_message_leads_to_its_page() -> None:
    matcher = Matcher(ROOT, lookup(ROOT / "docs"))
    found = search(matcher, RECORDED, PLACEHOLDER)
    assert [each for each in found if not each.hit] == []


def test_each_client_is_recorded_in_each_situation_that_it_can_meet() -> None:
    """The labels are those of the code that records."""
    assert {(row["id"], row["symptom"]) for row in RECORDED} == {
        (f"{client.name}-{each.name}", client.pages.get(each.name, each.symptom))
        for client in CLIENTS
        for each in SITUATIONS
        if each.name not in client.never
    }
    assert all(row["version"] for row in RECORDED)
