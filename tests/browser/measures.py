"""Scripts that measure a page in the browser: what is cut, too small, not underlined, too pale."""

from __future__ import annotations

#: The widths of a desktop, a tablet and a phone, at which nothing may be cut.
WIDTHS = (1280, 768, 360)

#: What is cut, or hidden behind a sideways scroll, in the article, with all tables drawn
#: (overrides/assets/theme_gaps.js).
CUT = """async () => {
    const root = document.documentElement;
    while (!root.matches("[data-drawn]")) await new Promise(requestAnimationFrame);
    const name = (it) => `${it.tagName.toLowerCase()} “${it.textContent.trim().slice(0, 60)}”`;
    const found = [];
    const boxes = ["pre", "pre > code", ".md-typeset__scrollwrap", ".form", ".settings", ".picture",
        ".tabbed-labels", ".tabbed-labels > label", ".log-box", ".names-box", "dd", "td"];
    for (const it of document.querySelectorAll(`article :is(${boxes})`))
        if (it.checkVisibility() && it.scrollWidth > it.clientWidth + 1)
            found.push(`${it.scrollWidth - it.clientWidth} px are cut from ${name(it)}`);
    for (const it of document.querySelectorAll("article :is(p, li, td, dd, h1, h2, h3, label)")) {
        const { right, left } = it.getBoundingClientRect();
        if (it.checkVisibility() && (right > innerWidth + 1 || left < -1))
            found.push(`out of the screen: ${name(it)}`);
    }
    return found;
}"""

#: Code in tables below 12 px, and links in sentences without a line.
SMALL_OR_PLAIN = """() => {
    const found = [];
    for (const it of document.querySelectorAll("article td code"))
        if (parseFloat(getComputedStyle(it).fontSize) < 12)
            found.push(`${getComputedStyle(it).fontSize}: ${it.textContent}`);
    for (const it of document.querySelectorAll("article :is(p, li, td, dd) a"))
        if (it.matches(":not(.headerlink, .md-button, .md-content__button)")
            && !getComputedStyle(it).textDecorationLine.includes("underline"))
            found.push(`not underlined: ${it.textContent}`);
    return found;
}"""

#: The contrast of an element's colour (`color`, `fill`, ...) with what it stands on.
CONTRAST = """(it, property) => {
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const over = (colours) => {
        canvas.fillStyle = "#fff";
        canvas.fillRect(0, 0, 1, 1);
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((each) => each / 255).map(
            (each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = [];
    const own = property === "background-color";
    for (let at = own ? it.parentElement : it; at; at = at.parentElement)
        behind.unshift(getComputedStyle(at).backgroundColor);
    const front = getComputedStyle(it).getPropertyValue(property);
    const both = [light(over(behind)), light(over([...behind, front]))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}"""
