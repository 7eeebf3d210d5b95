"""Log texts for tests of the log box, and scripts that enter them and measure its answer."""

from __future__ import annotations

from playwright.sync_api import Page

REFUSED = (
    "Publish\tRun pypa/gh-action\t2026-11-24T10:00:00.0000000Z ##[error]Trusted publishing exchange"
    " failure: %0AToken request failed: the server refused the request for the following reasons:"
    "%0A%0A* `invalid-publisher`: valid token, but no%0Acorresponding publisher (Publisher with"
    " matching claims was not found)\n"
)
NOISE = (
    "2026-11-24T10:00:00.0000000Z   Downloading click-8.3.1-py3-none-any.whl (108 kB) 100% done\n"
)
MEGABYTE = 1_000_000

#: Sets `window.answered`: milliseconds until the next answer, and the longest time without a frame.
TIME_ANSWER = """() => {
    const list = document.getElementById("matches");
    let begun = 0, last = 0, longest = 0;
    const frame = (now) => {
        if (last) longest = Math.max(longest, now - last);
        last = now;
        requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    document.addEventListener("input", () => begun = performance.now(), true);
    window.answered = new Promise((done, fail) => {
        const answer = () => done([performance.now() - begun, longest]);
        new MutationObserver(answer).observe(list, { childList: true });
        setTimeout(() => fail(new Error("no answer within 20 seconds")), 20_000);
    });
}"""

#: Drops a file with the given text on the box.
DROP = """text => {
    const data = new DataTransfer();
    data.items.add(new File([text], "run.log"));
    const options = { dataTransfer: data, bubbles: true, cancelable: true };
    document.getElementById("log").dispatchEvent(new DragEvent("drop", options));
}"""


def paste(page: Page, text: str) -> None:
    """Inserts the text in one piece, as a paste does."""
    page.locator("#log").focus()
    page.keyboard.insert_text(text)
