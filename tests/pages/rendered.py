"""The code blocks of a rendered page, and their comparison with the fences of its Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overrides.hooks import code_blocks
from overrides.hooks.code_blocks import Block
from overrides.hooks.form import BOXES
from tests.pages import form_fields, transcript
from tests.pages.copied_text import copied_text
from tests.pages.fences import Fence
from tests.pages.page import Page
from tests.pages.transcript import TranscriptProblem

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def render(settings: Path) -> Iterator[tuple[str, str]]:
    """Render each page of the site whose mkdocs.yml is `settings`.

    Yield the path below docs and the HTML of the content, without the theme around it. The site's
    own plugins, hooks and extensions run as in `mkdocs build`.
    """
    from mkdocs.config import load_config
    from mkdocs.structure.files import get_files
    from mkdocs.structure.nav import get_navigation

    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    get_navigation(files, config)  # creates `file.page`
    for file in files.documentation_pages():
        yield file.src_uri, _content(file.page, config, files)


def _content(page: Any, config: MkDocsConfig, files: Files) -> str:
    """The HTML of a page's content, by the steps of `mkdocs build`."""
    page = config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown, page=page, config=config, files=files
    )
    page.render(config, files)
    return str(page.content)


def difference(page: Page, html: str) -> str | None:
    """The first difference between the blocks of the HTML and the page's fences, as a sentence."""
    expected = [fence for fence in page.fences if not fence.problem]
    for fence, block in zip_longest(expected, code_blocks.blocks(html)):
        if fence is None:
            where = f"{page.name}:{_line(page, block.text)}"
            shown = _first_line(block.text)
            return f"{where}: the site renders a block that is not a fence: {shown}"
        if block is None:
            return f"{fence.place}: the site renders no block here: {_first_line(fence.text)}"
        if different := _different(fence, block):
            return f"{fence.place}: {different}"
    return None


def _different(fence: Fence, block: Block) -> str | None:
    """The end of a sentence when the block is drawn, or copied, as another than the fence."""
    if (text := copied_text(fence)) != block.text:
        drawn = _first_line(block.text)
        return f"the fence has {_first_line(text)}, but the site renders {drawn}"
    if (runs := _runs(fence)) != [line for line in block.copied.split("\n") if line.strip()]:
        return f"the tests run {runs[:1]} and more, but the copy button gives {block.copied!r}"
    return None


def _runs(fence: Fence) -> list[str]:
    """The lines that are run or compared; blank ones are left out, as between two commands."""
    text = fence.text
    if fence.language == "console":
        with suppress(TranscriptProblem):  # The evaluator reports it.
            text = "\n".join(exchange.command for exchange in transcript.parse(text))
    elif fence.language == "form":
        with suppress(form_fields.FormProblem):
            values = form_fields.parse(text).values()
            text = "\n".join(value for value in values if value not in BOXES)
    return [line for line in text.rstrip().split("\n") if line.strip()]


def _line(page: Page, block: str) -> int:
    """The line of the page with the first line of the block; 1 when a macro or include drew it."""
    first = block.strip().split("\n")[0]
    lines = enumerate(page.text.split("\n"), 1)
    return next((number for number, line in lines if first and first in unescape(line)), 1)


def _first_line(text: str) -> str:
    line = text.strip().split("\n")[0]
    return repr(line if len(line) <= 60 else line[:59] + "…")
