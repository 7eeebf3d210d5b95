"""`python -m tests.benchmarks [NAME …]`: prints every figure, or those named."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from tests.benchmarks import diagnose, fences, index, sandbox, site, suite

#: Name → the figures it prints, one line each.
BENCHMARKS: dict[str, Callable[[], Iterator[str]]] = {
    "sandbox": sandbox.figures,
    "index": index.figures,
    "site": site.figures,
    "diagnose": diagnose.figures,
    "fences": fences.figures,
    "suite": suite.figures,
}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=", ".join(BENCHMARKS))
    reused = parser.parse_args(arguments).name or list(BENCHMARKS)
    if unknown := [name for name in reused if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {unknown[0]}; known are {', '.join(BENCHMARKS)}")
    for name in reused:
        print(f"{name}:")
        for line in BENCHMARKS[name]():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
