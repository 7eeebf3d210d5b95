"""Pictures of the site for a person to look at: pages of each kind, in both palettes and widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.browser.log_box import REFUSED, paste

#: The names of the devices, and their widths and heights in pixels.
DEVICES = {"desktop": (1280, 900), "phone": (360, 740)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: The milliseconds that a page, or an element on it, may take to appear.
APPEARING = 10_000


def _log(page: Page) -> None:
    paste(page, REFUSED)
    page.locator("#matches").scroll_into_view_if_needed()


def _names(page: Page) -> None:
    page.locator(".names-box summary").click()
    page.fill("#names-owner", "acme")
    page.fill("#names-testpypi", "TestPyPI!")


def _scroll(selector: str) -> Callable[[Page], None]:
    """Show this element below the header, in the middle of what is seen."""

    def scroll(page: Page) -> None:
        page.locator(selector).first.evaluate("it => it.scrollIntoView({ block: 'center' })")

    return scroll


@dataclass(frozen=True)
class Shot:
    """One thing to look at: its name, the page, what is done there, and whether all is shown."""

    name: str
    url: str
    do: Callable[[Page], None] = lambda page: None
    whole: bool = False


SHOTS = (
    Shot("front page", "", whole=True),
    Shot("road page", "publish/dispatch/"),
    Shot("form card", "setup/testpypi/", _scroll(".form")),
    Shot("form card of GitHub", "setup/environments/", _scroll(".form")),
    Shot("settings of GitHub", "setup/environments/", _scroll(".settings")),
    Shot("failure page", "troubleshooting/invalid-publisher/"),
    Shot("tabs", "troubleshooting/invalid-publisher/", _scroll(".tabbed-labels")),
    Shot("box with an answer", "troubleshooting/", _log),
    Shot("names box", "setup/pypi/", _names),
    Shot("tables", "reference/workflow/", _scroll("table")),
    Shot("explanation", "explanation/trusted-publishing/"),
    Shot("foot of a page", "setup/pypi/", _scroll(".md-footer")),
    Shot("404", "no/such/page/"),
)


def take(
    browser: Browser, address: str, folder: Path, shots: Sequence[Shot] = SHOTS
) -> Iterator[Path]:
    """Write one PNG file for each shot, device and palette, and yield its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for device, (width, height) in DEVICES.items():
        for scheme in SCHEMES:
            for shot in shots:  # each in a tab of its own, which keeps no names
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    reduced_motion="reduce",
                )
                page.set_default_timeout(APPEARING)
                page.goto(address + shot.url)
                shot.do(page)
                target = folder / file_name(shot, device, scheme)
                page.screenshot(path=target, full_page=shot.whole)
                page.close()
                yield target


def file_name(shot: Shot, device: str, scheme: str) -> str:
    return f"{shot.name.replace(' ', '-')}-{device}-{scheme}.png"


def contact_sheet() -> str:
    """A page with all the pictures: a row for each shot, a column for each device and palette."""
    columns = [(device, scheme) for device in DEVICES for scheme in SCHEMES]
    heads = "".join(f"<th>{device}, {scheme}" for device, scheme in columns)
    rows = "\n".join(
        f"<tr><th>{escape(shot.name)}"
        + "".join(_cell(file_name(shot, device, scheme)) for device, scheme in columns)
        for shot in SHOTS
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title>'
        "<style>body{font:14px sans-serif;background:#ccc}td,th{vertical-align:top;padding:6px}"
        "img{display:block;max-width:480px}</style>"
        f"<table><tr><th>{heads}\n{rows}\n</table>\n"
    )


def _cell(file: str) -> str:
    return f'<td><a href="{file}"><img loading="lazy" src="{file}" alt="{file}"></a>'
