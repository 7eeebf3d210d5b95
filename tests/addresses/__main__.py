"""`uv run python -m tests.addresses`: builds the site and adds its new addresses to the list."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests import ROOT
from tests.addresses.built_addresses import LIST, addresses, published
from tests.site import serve


def main() -> None:
    """Adds, never takes away: an address stays for ever."""
    with tempfile.TemporaryDirectory() as folder:
        found = addresses(serve.build(Path(folder)))
    known = set(published()) if LIST.exists() else set()
    LIST.write_text("\n".join(sorted(known | found)) + "\n", encoding="utf-8")
    print(f"{len(found - known)} new addresses in {LIST.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
