"""`uv run python -m tests.claims`: lists the changed sentences, and records them.

Look each one up before you commit the record: it says that the sentence is true.
"""

from __future__ import annotations

import argparse

from tests import ROOT
from tests.claims import recorded
from tests.claims.claims import claims, files
from tests.claims.where import where


def main(arguments: list[str] | None = None) -> None:
    """Print each claim that is not in the record with its sources, and write the record."""
    argparse.ArgumentParser("python -m tests.claims", description=__doc__).parse_args(arguments)
    found, known = {page: claims(ROOT, page) for page in files(ROOT)}, recorded.read()
    count = 0
    for page, here in found.items():
        new, _ = recorded.changed(here, known.get(page, []))
        count += len(new)
        for claim in new:
            print(f"{claim.place}: {claim.text}\n  look at {', '.join(where(ROOT, claim))}")
    recorded.write(found)
    total = sum(map(len, found.values()))
    print(f"{count} of {total} sentences are new or changed; they are now in the record.")


if __name__ == "__main__":
    main()
