"""`python -m tests.benchmarks [NAME …]`: runs all benchmarks, or those named."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import budget, confinement, diagnose, fences, index, sandbox, site, suite

#: Name → a function that yields its measurements, one line each.
BENCHMARKS: dict[str, Callable[[], Iterator[str]]] = {
    "sandbox": sandbox.measurements,
    "confinement": confinement.measurements,
    "index": index.measurements,
    "site": site.measurements,
    "diagnose": diagnose.measurements,
    "fences": fences.measurements,
    "suite": suite.measurements,
    "budget": budget.measurements,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(BENCHMARKS))
    names = parser.parse_args(arguments).name or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {unknown[0]}; name one of {', '.join(BENCHMARKS)}")
    for name in names:
        print(f"{name}:")
        for line in BENCHMARKS[name]():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
