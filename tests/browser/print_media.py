"""Finds what a printed page cuts off."""

from __future__ import annotations

from playwright.sync_api import Page

#: The width of A4 between Chromium's margins of 1 cm, in CSS pixels.
WIDTH = 718
#: What reaches beyond the paper, what is cut by its own box, and what is folded.
_CUT = """() => {
    const article = document.querySelector("article"), problems = [];
    const paper = document.documentElement.clientWidth;
    const shown = (element) => element.getClientRects().length;
    const name = (element) => `${element.tagName} ${element.textContent.trim().slice(0, 60)}`;
    for (const element of article.querySelectorAll("*")) {
        const { right, left } = element.getBoundingClientRect(), style = getComputedStyle(element);
        if (!shown(element)) continue;
        if (right > paper + 1 || left < -1) problems.push(`beyond the paper: ${name(element)}`);
        const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
        const more = element.scrollWidth > element.clientWidth + 1 ||
            element.scrollHeight > element.clientHeight + 1;
        const unseen = style.position === "absolute" || style.display === "inline";
        if (hides && more && !unseen) problems.push(`cut: ${name(element)}`);
    }
    for (const details of article.querySelectorAll("details:not(.names-box)")) {
        const inside = [...details.children].filter((child) => child.tagName !== "SUMMARY");
        if (!inside.every((child) => child.checkVisibility({ contentVisibilityAuto: true })))
            problems.push(`folded: ${name(details)}`);
    }
    for (const block of article.querySelectorAll(".tabbed-block"))
        if (!shown(block)) problems.push(`not the open tab: ${name(block)}`);
    for (const control of article.querySelectorAll("button, textarea, .page-foot"))
        if (shown(control)) problems.push(`of no use on paper: ${name(control)}`);
    return problems;
}"""


def cut(page: Page) -> list[str]:
    """What is wrong with the printed page, a line each; the tab then shows it as on paper."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    found: list[str] = page.evaluate(_CUT)
    return list(dict.fromkeys(found))
