"""The HTML report of preflight in a browser: axe-core, both palettes, a desktop and a phone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.measures import WIDTHS
from tests.browser.test_each_page import AXE, RUN, TOO_WIDE
from tests.preflight.render import html_page
from tests.preflight.render.test_reports import REFUSED
from tests.preflight.report import Refusal, Report

LONG = replace(
    REFUSED, refusals=[Refusal("ship", "step", f"{'x' * 300}\n{'word ' * 90}", "y" * 200)]
)


@pytest.mark.parametrize(
    "report", [REFUSED, LONG, Report("o/r", "x.yml", "tag", verdict="would publish")],
    ids=["refused", "long", "empty"],
)  # fmt: skip
def test_the_report_is_for_everybody(browser: Browser, tmp_path: Path, report: Report) -> None:
    """No violation of axe-core, no sideways scroll, no error, no request."""
    file = tmp_path / "report.html"
    file.write_text(html_page.render(report), encoding="utf-8")
    problems: list[str] = []
    tab = browser.new_page(reduced_motion="reduce")
    tab.on("console", lambda line: problems.extend([line.text] * (line.type == "error")))
    tab.on("request", lambda request: problems.extend(
        [request.url] * (not request.url.startswith(("file:", "data:")))))  # fmt: skip
    tab.goto(file.as_uri())
    tab.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            problems += [f"{scheme}, {width} px: {each}" for each in tab.evaluate(RUN, True)]
            if wider := tab.evaluate(TOO_WIDE):
                problems.append(f"{scheme}, {width} px: {wider} px too wide")
    tab.close()
    assert not problems, "\n".join(problems)
