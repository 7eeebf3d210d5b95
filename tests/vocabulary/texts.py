"""All texts that readers see: the pages, the README, the navigation, the forms, the comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.vocabulary import statements
from tests.vocabulary.page_lines import Line
from tests.vocabulary.statements import Statement

#: docs/reference/sandbox.md shows its texts.
DIFFERENCES = "tests/sandbox/differences.toml"
_COMMENT = re.compile(r"(?:^|\s)#\s(?P<text>(?!--8<--).*)$")
#: Keys of YAML files whose values readers see.
_KEY = (
    r"(?P<indent>[\s-]*)"
    r"(?:name|description|title|label|value|placeholder|site_name|site_description|copyright):\s+"
)
_VALUE = re.compile(rf"^{_KEY}[\"']?(?P<text>[^\"'>|].*?)[\"']?$")
#: The same keys with a value in the lines below.
_BLOCK = re.compile(rf"^{_KEY}[>|][+-]?$")
#: What the services do, what the sandbox does, and why.
_TEXT = re.compile(r'^(?:real|ours|reason) = "(?P<text>.*)"$')
#: An entry of the navigation with a title.
_NAVIGATION = re.compile(r"^\s+- (?P<text>[A-Z][^:]*):\s*$")
#: Scripts, and the expressions of templates.
_CODE = re.compile(r"<script.*?</script>|\{[{%#].*?[}%#]\}", re.DOTALL)


def files(root: Path) -> list[Path]:
    """The files with texts, in order."""
    yaml = [root / "mkdocs.yml", *sorted((root / ".github").rglob("*.yml"))]
    html = sorted((root / "overrides").rglob("*.html"))
    pages = sorted((root / "docs").rglob("*.md"))
    return [*pages, root / "README.md", root / DIFFERENCES, *yaml, *html]


@cache
def read(root: Path, path: Path) -> tuple[Statement, ...]:
    """The statements of one file."""
    name, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return statements.read(name, text)
    if path.suffix == ".html":
        return tuple(statements.html(name, enumerate(_without_code(text).splitlines(), 1)))
    lines = _toml(text) if path.suffix == ".toml" else _yaml(text)
    return tuple(statements.plain(name, lines))


def _toml(text: str) -> Iterator[Line]:
    """The texts of the table of differences."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TEXT.match(line):
            yield number, found["text"].replace('\\"', '"')


def _yaml(text: str) -> Iterator[Line]:
    deeper = 0  # the least indentation of a block's lines, while there is one
    for number, line in enumerate(text.splitlines(), 1):
        if deeper and (not line.strip() or len(line) - len(line.lstrip()) >= deeper):
            yield number, line.strip()
            continue
        block = _BLOCK.match(line)
        deeper = len(block["indent"]) + 1 if block else 0
        for pattern in (_COMMENT, _VALUE, _NAVIGATION):
            if (found := pattern.search(line)) and "${{" not in found["text"]:
                yield number, found["text"]
                break


def _without_code(text: str) -> str:
    """The same lines, without what is no text. A tag stands in one line."""
    text = _CODE.sub(_empty, text)
    return re.sub(r"<[^>]+>", lambda tag: tag[0].replace("\n", " ") + _empty(tag), text)


def _empty(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")
