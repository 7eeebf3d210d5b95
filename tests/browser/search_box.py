"""Types into the site's search as a reader does, and reads the pages that it lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.site.built_site import url_of

QUERIES = Path(__file__).with_name("queries.toml")
#: The milliseconds that an answer may take; the first one loads the texts.
ANSWER = 10_000
#: Notes what the theme asks its worker, and how many answers have come; they name no question.
OBSERVE = """() => {
    const [QUERY, RESULT] = [2, 3];
    window.asked = []; window.answers = 0;
    window.Worker = class extends Worker {
        constructor(...options) {
            super(...options);
            this.addEventListener("message", ({ data }) => window.answers += data.type === RESULT);
        }
        postMessage(message) {
            if (message.type === QUERY) window.asked.push(message.data);
            super.postMessage(message);
        }
    };
}"""
#: Whether the last question is the typed one, and has its answer.
ANSWERED = "typed => window.asked.at(-1) === typed && window.answers === window.asked.length"
#: The pages of the results as drawn, best first; each page once, with its first link.
RESULTS = """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(
    [...document.querySelectorAll(".md-search-result__item > .md-search-result__link")]
        .map(link => link.pathname)))))"""


@dataclass(frozen=True)
class Query:
    """Words that are typed, and the addresses that are right, below the site's own."""

    typed: str
    right: tuple[str, ...]
    held_out: bool


def queries() -> list[Query]:
    rows = tomllib.loads(QUERIES.read_text(encoding="utf-8"))["query"]
    return [
        Query(
            row["typed"],
            tuple(url_of(Path(f"{page}.md")) for page in row["pages"]),
            row.get("held_out", False),
        )
        for row in rows
    ]


def observe(page: Page) -> None:
    """Before the page is loaded."""
    page.add_init_script(f"({OBSERVE})()")


def results(page: Page, typed: str) -> list[str]:
    """The addresses of the pages that the search lists for these words, best first.

    All but the last character are entered in one piece: the theme searches after each key.
    """
    box = page.locator("input[name=query]")
    box.fill(typed[:-1])
    box.press_sequentially(typed[-1])
    page.wait_for_function(ANSWERED, arg=typed, timeout=ANSWER)
    found: list[str] = page.evaluate(RESULTS)
    return found
