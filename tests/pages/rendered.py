"""The code blocks of a rendered page, and their comparison with the fences of its Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml.html import fragment_fromstring  # type: ignore[import-untyped]

from tests.pages import form_fields
from tests.pages.copied_text import copied_text
from tests.pages.fences import Fence

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

#: The class of the card that overrides/hooks/form.py renders for a form fence.
FORM_CARD = "form"


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


def blocks(html: str) -> list[str]:
    """The text of each code block, and of each form card as `Label: value` lines, in order."""
    tree = fragment_fromstring(html, create_parent=True)
    return [_text_of_block(element) for element in tree.iterfind(".//*") if _is_block(element)]


def difference(page: str, fences: Iterable[Fence], html: str) -> str | None:
    """The first difference between rendered blocks and fences, as a sentence; None without one."""
    expected = [(fence.place, copied_text(fence)) for fence in fences if not fence.problem]
    for fence, rendered in zip_longest(expected, blocks(html)):
        if fence is None:
            return f"{page}: the site renders a block that is not a fence: {_first_line(rendered)}"
        place, text = fence
        if rendered is None:
            return f"{place}: the site renders no block here: {_first_line(text)}"
        if text != rendered:
            return (
                f"{place}: the fence has {_first_line(text)}, "
                f"but the site renders {_first_line(rendered)}"
            )
    return None


def _is_block(element: Any) -> bool:
    """True for the code of a block and for the card of a form; False for inline code."""
    if element.tag == "code":
        return any(parent.tag == "pre" for parent in element.iterancestors())
    return element.tag == "div" and FORM_CARD in (element.get("class") or "").split()


def _text_of_block(element: Any) -> str:
    if element.tag == "div":
        rows = zip(element.iter("dt"), element.iter("dd"), strict=True)
        fields = {label.text_content(): value.find("code").text or "" for label, value in rows}
        return form_fields.text_of(fields)
    return str(element.text_content()).strip("\n") + "\n"


def _first_line(text: str) -> str:
    line = text.strip().split("\n")[0]
    return repr(line if len(line) <= 60 else line[:59] + "…")
