"""Parse the info string of a fence, its language and attributes, as SuperFences does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from markdown.extensions.attr_list import get_attrs

#: Attributes that decide how the harness evaluates a fence.
SEMANTIC = ("title", "refused", "file", "data-optional")
#: Attributes and classes that only change the rendering (pymdownx.highlight, Material).
PRESENTATION = ("linenums", "hl_lines", "title_mode", "id")
CLASSES = ("annotate", "copy", "no-copy", "select", "no-select")

LANGUAGE = re.compile(r"\.?(?P<language>[\w#.+-]+)(?=[ \t]|$)[ \t]*(?P<rest>.*)")
BRACES = re.compile(r"\{(?P<inside>.*)\}")
OPTION = re.compile(r"""([a-zA-Z]\w*)=("|')(.*?)\2(?=[ \t]|$)[ \t]*""")


@dataclass(frozen=True)
class InfoString:
    """A parsed info string. `problem` is the end of a sentence when it is not valid."""

    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


def parse(text: str) -> InfoString:
    """Parse the text after the ticks as SuperFences does.

    SuperFences renders a block for `lang`, `lang {…}`, `{.lang …}` and `lang title="…"`, and
    inline code for everything else. Everything else is therefore a problem here.
    """
    text = text.strip()
    found = LANGUAGE.fullmatch(text)
    language, rest = (found["language"], found["rest"]) if found else ("", text)
    if not rest:
        return InfoString(language)
    if braces := BRACES.fullmatch(rest):
        return _in_braces(language, braces["inside"])
    if OPTION.sub("", rest) or not found:
        valid = f'`{language or "language"} {{name="value"}}`'
        problem = f"`{text}` is not rendered as a block: write attributes as {valid}"
        return InfoString(language, problem=problem)
    return _checked(language, {name: value for name, _, value in OPTION.findall(rest)}, [])


def _in_braces(language: str, inside: str) -> InfoString:
    """Parse the inside of the braces. Without a language, the first class is the language."""
    classes: list[str] = []
    attributes: dict[str, str] = {}
    for name, value in get_attrs(inside):
        if name == ".":
            classes.append(value)
        else:
            attributes[name] = value if value is not None else ""
    if not language and classes:
        language = classes.pop(0)
    return _checked(language, attributes, classes)


def _checked(language: str, attributes: dict[str, str], classes: list[str]) -> InfoString:
    """The info string, with a problem when one of its names is unknown."""
    allowed: list[tuple[str, tuple[str, ...]]] = [
        *((name, SEMANTIC + PRESENTATION) for name in attributes),
        *((name, CLASSES) for name in classes),
    ]
    for name, known in allowed:
        if name not in known and not name.startswith("data-"):
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            problem = f"unknown attribute `{name}`, known are {', '.join(known)}{hint}"
            return InfoString(language, attributes, problem)
    return InfoString(language, attributes)
