"""The pictures of the site: one for each device and palette, and a sheet with all of them."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import shots


def width(picture: Path) -> int:
    """The width in pixels, from the header of a PNG file."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int(struct.unpack(">I", head[16:20])[0])


def test_a_shot_is_taken_on_each_device_and_in_each_palette(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    taken = list(shots.take(browser, address, tmp_path / "new", shots.SHOTS[-1:]))
    assert sorted(map(width, taken)) == [360, 360, 1280, 1280]
    assert len({picture.read_bytes() for picture in taken}) == 4


def test_the_sheet_shows_each_picture() -> None:
    shown = re.findall(r'<img [^>]*src="([^"]+)"', shots.contact_sheet())
    files = [
        shots.file_name(shot, device, scheme)
        for shot in shots.SHOTS
        for device in shots.DEVICES
        for scheme in shots.SCHEMES
    ]
    assert shown == files and len(set(files)) == len(files)
