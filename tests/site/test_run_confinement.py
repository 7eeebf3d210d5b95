"""The sentence on the site about how the last run was confined."""

import json
from pathlib import Path

import pytest

from overrides.hooks.run_stamp import NO_RUN, confinement


def test_the_level_of_the_ledger_is_named(tmp_path: Path) -> None:
    ledger = tmp_path / "verdicts.json"
    ledger.write_text(json.dumps({"confinement": "Landlock ABI 7, <seccomp>"}))
    assert confinement(ledger) == "In the last run: Landlock ABI 7, &lt;seccomp&gt;."


@pytest.mark.parametrize("text", [None, "[]", "{", "{}", '{"confinement": 7}'])
def test_without_a_sound_ledger_the_sentence_says_so(tmp_path: Path, text: str | None) -> None:
    ledger = tmp_path / "verdicts.json"
    if text is not None:
        ledger.write_text(text)
    assert confinement(ledger) == NO_RUN
