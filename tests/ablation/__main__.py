"""`uv run python -m tests.ablation`: leaves out each step and records what it leads to."""

from __future__ import annotations

import sys
import time

from tests.ablation import record
from tests.ablation.road import Outcome, Road, RoadError
from tests.ablation.steps import ROADS, steps_of


def main() -> int:
    """0 when each left-out step leads to a failure that a page explains, else 1."""
    outcomes: dict[str, Outcome] = {}
    road = Road()
    try:
        for path in (path for pages in ROADS.values() for path in pages):
            for step in steps_of(path):
                if step.required:
                    begun = time.monotonic()
                    outcomes[step.name] = road.without(step, path)
                    report = _report(step.name, outcomes[step.name])
                    print(f"{report} ({time.monotonic() - begun:.0f} s)", flush=True)
    except RoadError as error:
        print(f"tests.ablation: {error}", file=sys.stderr)
        return 1
    finally:
        road.close()
    record.write(record.rows(outcomes))
    return int(any(not outcome.symptom for outcome in outcomes.values()))


def _report(name: str, outcome: Outcome) -> str:
    if outcome.fails is None:
        return f"without {name}: nothing fails; make it optional or mend the page"
    where = f"without {name}: {outcome.fails} fails"
    return f"{where}: {outcome.symptom or f'no page explains this: {outcome.said}'}"


if __name__ == "__main__":
    sys.exit(main())
