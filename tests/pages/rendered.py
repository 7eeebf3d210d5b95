"""What the site draws: the code blocks of a rendered page, to hold against what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml.html import fragment_fromstring  # type: ignore[import-untyped]

from tests.pages import form_fields
from tests.pages.fences import Fence

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

#: The class of the card that a form fence is drawn as.
CARD = "form"


def render(settings: Path) -> Iterator[tuple[str, str]]:
    """Each page of the site of `settings` (its mkdocs.yml): path below docs, HTML of its text.

    The site's own plugins, hooks and extensions do it, as in a build, without the theme around.
    """
    from mkdocs.config import load_config
    from mkdocs.structure.files import get_files
    from mkdocs.structure.nav import get_navigation

    config = load_config(str(settings))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    get_navigation(files, config)  # makes every page
    for file in files.documentation_pages():
        yield file.src_uri, _content(file.page, config, files)


def _content(page: Any, config: MkDocsConfig, files: Files) -> str:
    """The page's text as HTML, by the steps of `mkdocs build`."""
    page = config.plugins.on_pre_page(page, config=config, files=files)
    page.read_source(config)
    page.markdown = config.plugins.on_page_markdown(
        page.markdown, page=page, config=config, files=files
    )
    page.render(config, files)
    return str(page.content)


def blocks(html: str) -> list[str]:
    """The texts of the code blocks, and of the forms as `Label: value` lines, in order."""
    tree = fragment_fromstring(html, create_parent=True)
    return [_copied(element) for element in tree.iterfind(".//*") if _is_block(element)]


def _is_block(element: Any) -> bool:
    """True for the code of a block and for the card of a form; not for inline code."""
    if element.tag == "code":
        return any(parent.tag == "pre" for parent in element.iterancestors())
    return element.tag == "div" and CARD in (element.get("class") or "").split()


def _copied(element: Any) -> str:
    """The text of a block, the rows of a card."""
    if element.tag == "div":
        rows = zip(element.iter("dt"), element.iter("dd"), strict=True)
        return _card((label.text_content(), value.find("code").text or "") for label, value in rows)
    return str(element.text_content()).strip("\n") + "\n"


def difference(page: str, fences: Iterable[Fence], html: str) -> str | None:
    """How the drawn blocks differ from the fences that were read; None when they do not."""
    read = [(fence.place, copied(fence)) for fence in fences if not fence.problem]
    for fence, drawn in zip_longest(read, blocks(html)):
        if fence is None:
            return f"{page}: the site draws a block that is no fence: {_start(drawn)}"
        place, text = fence
        if drawn is None:
            return f"{place}: the site draws no block here: {_start(text)}"
        if text != drawn:
            return f"{place}: read {_start(text)}, but the site draws {_start(drawn)}"
    return None


def copied(fence: Fence) -> str:
    """What a reader copies from the fence."""
    if fence.language != "form":
        return fence.text
    return _card(form_fields.parse(fence.text).items())


def _card(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{label}: {value}\n" for label, value in fields)


def _start(text: str) -> str:
    line = text.strip().split("\n")[0]
    return repr(line if len(line) <= 60 else line[:59] + "…")
