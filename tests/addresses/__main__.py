"""`uv run python -m tests.addresses`: builds the site and adds its new addresses to the list."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests import ROOT
from tests.addresses.built_addresses import LIST, addresses, published
from tests.site import built_site


def main(arguments: list[str] | None = None) -> None:
    """Adds addresses and never removes one: links to them exist elsewhere."""
    argparse.ArgumentParser("python -m tests.addresses", description=__doc__).parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = addresses(built_site.build(Path(folder)).folder)
    known = set(published()) if LIST.exists() else set()
    LIST.write_text("\n".join(sorted(known | found)) + "\n", encoding="utf-8")
    print(f"{len(found - known)} new addresses in {LIST.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
