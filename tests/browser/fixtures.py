"""The fixture of tests that need a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser, one per file: its event loop belongs to the thread while it is open."""
    from tests.browser.chromium import chromium

    with chromium() as browser:
        yield browser
