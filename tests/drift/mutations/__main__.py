"""`uv run python -m tests.drift.mutations`: spoils one thing at a time, and lists what survives.

Each mutation is made in a copy of the project and judged by the tests that `-m drift` runs; what
they do not see, by a strict build of the site and the tests of the pages concerned.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress

from tests import ROOT
from tests.confinement import process_tree
from tests.drift.mutations.judgement import Judged, Judges, sample, without_harmless
from tests.drift.mutations.made import made
from tests.drift.mutations.mutation import Mutation
from tests.drift.mutations.static_checks import ChecksFail
from tests.terminal.held_folder import HeldFolder, remove_abandoned

PREFIX = "guide-mutations-"
#: What a mistake of these kinds breaks is seen without a run; others a run of the pages sees.
SEEN_STATICALLY = {
    "attribute refused", "choice", "include", "input", "job id", "link", "needs", "permission",
    "specimen's name", "specimen's script", "trigger", "version", "workflow key",
}  # fmt: skip
COLUMNS = ("static", "run", "harmless", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 when a mutation survives or is not judged in time, 2 when none can be judged."""
    options = _options().parse_args(arguments)
    signal.signal(signal.SIGTERM, _stop)
    every = [each for each in made(ROOT) if not options.static or each.kind in SEEN_STATICALLY]
    chosen = sample(every, options.sample, options.seed) if options.sample else every
    judged: list[Judged] = []
    to_judge: list[Mutation] = []
    for each in without_harmless(chosen):
        if isinstance(each, Judged):
            judged.append(each)
        else:
            to_judge.append(each)
    try:
        for each in _judged(to_judge, options):
            judged.append(each)
            if not each.by:
                print(f"{each.mutation} survives", flush=True)
            elif options.verbose:
                print(f"{each.mutation}: {each.by}: {each.why}", flush=True)
    except ChecksFail as problem:
        print(f"tests.drift.mutations: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"stopped with {len(judged)} of {len(chosen)} judged", file=sys.stderr)
        return 130
    return _report(judged, len(every), len(chosen))


def _stop(*_: object) -> None:
    """End as at Ctrl+C, which a terminal sends to all processes; a TERM comes to this one alone."""
    for pid in process_tree.descendants(os.getpid()):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    raise KeyboardInterrupt


def _judged(mutations: Sequence[Mutation], options: argparse.Namespace) -> Iterator[Judged]:
    """The judgements, in copies that a later command removes when this one is killed."""
    remove_abandoned(PREFIX)
    folder = HeldFolder(PREFIX)
    try:
        judges = Judges(folder.path, options.jobs, options.static)
        try:
            yield from judges.judge(mutations, options.seconds)
        finally:
            judges.close()
    finally:
        folder.remove()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.drift.mutations", description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="judge so many, of all kinds")
    parser.add_argument("--seed", type=int, default=0, help="which ones (default: 0)")
    parser.add_argument(
        "--static", action="store_true", help="only the kinds that the static checks have to see"
    )
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), metavar="J")
    parser.add_argument(
        "--seconds", type=float, default=float("inf"), help="stop, and fail, after so many"
    )
    parser.add_argument("--verbose", action="store_true", help="print what saw each mutation")
    return parser


def _report(judged: Sequence[Judged], every: int, chosen: int) -> int:
    """Print the counts by kind."""
    counts = Counter((each.mutation.kind, each.by) for each in judged)
    print(f"\n{'kind':20}{'judged':>8}{'static':>8}{'run':>8}{'harmless':>10}{'survive':>9}")
    for kind in sorted({each.mutation.kind for each in judged}):
        row = [counts[kind, by] for by in COLUMNS]
        print(f"{kind:20}{sum(row):8}{row[0]:8}{row[1]:8}{row[2]:10}{row[3]:9}")
    survivors = sum(1 for each in judged if not each.by)
    print(f"{every} mutations made, {len(judged)} of {chosen} judged, {survivors} survive")
    return 1 if survivors or len(judged) < chosen else 0


if __name__ == "__main__":
    sys.exit(main())
