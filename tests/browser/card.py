"""Draws the card that is shown with a link to the site: `uv run python -m tests.browser.card`.

The picture carries the digest of what it was drawn from, so that a test sees when it is outdated.
"""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from html import escape

from overrides.hooks.facts import read
from tests import ROOT
from tests.browser.chromium import chromium

CARD = ROOT / "overrides/assets/card.png"
SIZE = {"width": 1200, "height": 630}
_KEYWORD = b"Source"
_PNG = """<!doctype html><meta charset="utf-8"><style>
  body {{ margin: 0; width: 1200px; height: 630px; background: #3949ab; color: #fff; display: grid;
    align-content: center; font-family: "DejaVu Sans", Verdana, sans-serif; }}
  div {{ padding: 0 90px; }}
  p {{ font-size: 38px; line-height: 1.4; margin: 0; }}
  h1 {{ font-size: 68px; line-height: 1.2; margin: 0 0 36px; overflow-wrap: anywhere; }}
  svg {{ display: block; height: 120px; margin: 0 0 30px -14px; width: 120px; }}
  path {{ fill: #fff; }}
</style><div>{icon}<h1>Publishing<br>{package}</h1>
<p>To PyPI and TestPyPI, by Trusted Publishing.<br>Paste a failed log, find the fix.</p></div>"""


def source() -> str:
    """The page that the card is a picture of."""
    icon = (ROOT / "overrides/assets/favicon.svg").read_text(encoding="utf-8")
    return _PNG.format(icon=icon, package=escape(read(ROOT).repository))


def digest() -> str:
    return sha256(source().encode()).hexdigest()


def stated_digest(png: bytes) -> str | None:
    """The digest in the picture's tEXt chunk (https://www.w3.org/TR/png/#11tEXt)."""
    _, mark, rest = png.partition(b"tEXt" + _KEYWORD + b"\0")
    return rest[:64].decode("ascii") if mark else None


def draw() -> bytes:
    """The picture, with its digest behind the header, which takes the first 33 bytes."""
    with chromium() as browser:
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.set_content(source())
        png = page.screenshot()
    chunk = b"tEXt" + _KEYWORD + b"\0" + digest().encode()
    stated = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return png[:33] + stated + png[33:]


if __name__ == "__main__":
    CARD.write_bytes(draw())
    print(f"{CARD.relative_to(ROOT)}: {CARD.stat().st_size} bytes")
