"""Writes each page as Markdown beside its HTML, and lists them in llms.txt (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import urljoin, urlsplit

from jinja2 import Environment
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from overrides.hooks.plain_headings import anchors
from overrides.hooks.plain_markdown import plain

SNIPPETS = "pymdownx.snippets"
#: Below the title of llms.txt.
NOTE = (
    "Each page is here as Markdown: its address ends in `index.md`. Owner, repository, package, "
    "workflow file, environments and team are those of {repository}; put your own in their place. "
    "[llms-full.txt]({full}) has all pages in one file."
)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tells the templates where the page's Markdown is."""
    page.meta["twin"] = twin_uri(page)
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Writes the files, once the macros of all pages are resolved; a copy for a disk has none."""
    if not config.site_url:
        return env
    pages = list(_in_order(files))
    snippets = Markdown(
        extensions=[SNIPPETS], extension_configs={SNIPPETS: config.mdx_configs[SNIPPETS]}
    ).preprocessors["snippet"]
    texts = [twin(page, snippets, partial(_link, page, config, files)) for page in pages]
    for page, text in zip(pages, texts, strict=True):
        _write(config, twin_uri(page), text)
    _write(config, "llms.txt", "\n".join(_list(pages, config)) + "\n")
    _write(config, "llms-full.txt", "\n".join(texts))
    return env


def twin_uri(page: Page) -> str:
    """The path below the site: `setup/pypi/index.md`."""
    return PurePosixPath(page.file.dest_uri).with_suffix(".md").as_posix()


def twin(page: Page, snippets: Preprocessor, link: Callable[[str], str]) -> str:
    """The page, with its title, its description and its address at the top."""
    whole = "\n".join(snippets.run((page.markdown or "").split("\n")))
    head = [f"# {page.title}", f"> {page.meta['description']}", f"<{page.canonical_url}>"]
    return "\n\n".join([*head, plain(whole, link)])


def _link(page: Page, config: MkDocsConfig, files: Files, target: str) -> str:
    """The whole address of a link between pages, to Markdown; others stay as they are."""
    parts = urlsplit(target)
    if parts.scheme:
        return target
    path = normpath(join(dirname(page.file.src_uri), parts.path)) if parts.path else ""
    file = files.get_file_from_path(path) if path else page.file
    if file is None:
        raise PluginError(f"docs/{page.file.src_uri}: {target} is no file of the site.")
    if file.page is None:
        return urljoin(config.site_url or "", file.url)
    anchor = anchors(file.page.content or "")[parts.fragment] if parts.fragment else ""
    uri = urljoin(config.site_url or "", twin_uri(file.page)) if path or not anchor else ""
    return f"{uri}#{anchor}" if anchor else uri


def _in_order(files: Files) -> Iterator[Page]:
    """The pages in the order of the navigation."""
    first = files.get_file_from_path("index.md")
    page = first.page if first else None
    while page:
        yield page
        page = page.next_page


def _list(pages: list[Page], config: MkDocsConfig) -> Iterator[str]:
    """llms.txt: a heading for each section of the navigation, a line for each page."""
    site = config.site_url or ""
    full = urljoin(site, "llms-full.txt")
    yield f"# {config.site_name}\n\n> {config.site_description}\n"
    yield NOTE.format(repository=config.repo_name, full=full)
    section = None
    for page in pages:
        title = ": ".join(each.title or "" for each in [*page.ancestors][::-1]) or "Start"
        if title != section:
            yield f"\n## {title}\n"
        section = title
        yield f"- [{page.title}]({urljoin(site, twin_uri(page))}): {page.meta['description']}"


def _write(config: MkDocsConfig, uri: str, text: str) -> None:
    write_file(text.encode(), str(Path(config.site_dir) / uri))
