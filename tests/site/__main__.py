"""`uv run python -m tests.site ZIP`: builds a copy of the site that is read without a server."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.site import offline


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser("python -m tests.site", description=__doc__)
    parser.add_argument("zip", type=Path, help="the file to write, such as site/offline.zip")
    target: Path = parser.parse_args(arguments).zip
    with tempfile.TemporaryDirectory() as folder:
        count = offline.pack(offline.build(Path(folder) / "site"), target)
    print(f"{target}: {count} files, {target.stat().st_size / 1e6:.1f} MB; open index.html in it")


if __name__ == "__main__":
    main()
