"""`python -m tests.browser shots [FOLDER]`: pictures of the site, and a page with all of them."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests import ROOT
from tests.browser import shots
from tests.browser.chromium import NoBrowserError, chromium
from tests.browser.fixtures import NO_BROWSER, REMEDIES
from tests.site import built_site, serve


def main(arguments: list[str] | None = None) -> int:
    """0 with the pictures taken; 2 when the site cannot be built or there is no browser."""
    options = _parser().parse_args(arguments)
    folder: Path = options.folder
    try:
        with tempfile.TemporaryDirectory() as site:
            built = built_site.build(Path(site), strict=False)
            with serve.served(built.folder) as address, chromium() as browser:
                for picture in shots.take(browser, address, folder):
                    print(picture)
    except NoBrowserError as error:
        print(f"tests.browser: {NO_BROWSER}{error}; {REMEDIES[NO_BROWSER]}", file=sys.stderr)
        return 2
    except RuntimeError as error:
        print(f"tests.browser: {error}", file=sys.stderr)
        return 2
    sheet = folder / "index.html"
    sheet.write_text(shots.contact_sheet(), encoding="utf-8")
    print(f"Open {sheet} to see them side by side.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.browser", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("shots", help="take the pictures")
    command.add_argument("folder", nargs="?", type=Path, default=ROOT / ".cache/shots")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
