"""The header of a fence: its language and its attributes, as SuperFences reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from markdown.extensions.attr_list import get_attrs

#: Attributes that change what a fence means.
SEMANTIC = ("title", "refused", "file")
#: Attributes and classes that only change how it is drawn (pymdownx.highlight, Material).
PRESENTATION = ("linenums", "hl_lines", "title_mode", "id")
CLASSES = ("annotate", "copy", "no-copy", "select", "no-select")

LANGUAGE = re.compile(r"\.?(?P<language>[\w#.+-]+)(?=[ \t]|$)[ \t]*(?P<rest>.*)")
BRACES = re.compile(r"\{(?P<inside>.*)\}")
OPTION = re.compile(r"""([a-zA-Z]\w*)=("|')(.*?)\2(?=[ \t]|$)[ \t]*""")


@dataclass(frozen=True)
class Header:
    """What follows the ticks; `problem` is the sentence's end when the header is not a good one."""

    language: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None


def read(info: str) -> Header:
    """The header that the text behind the ticks stands for.

    SuperFences draws a block for `lang`, `lang {…}`, `{.lang …}` and `lang title="…"` and inline
    code for everything else, so everything else is a problem here.
    """
    found = LANGUAGE.fullmatch(info.strip())
    language, rest = (found["language"], found["rest"]) if found else ("", info.strip())
    if not rest:
        return Header(language)
    braces = BRACES.fullmatch(rest)
    if braces:
        return _attributes(language, braces["inside"])
    if OPTION.sub("", rest) or not found:
        wanted = f'write attributes as `{language or "language"} {{name="value"}}`'
        return Header(language, problem=f"`{info.strip()}` is not drawn as a block: {wanted}")
    return _known(language, {name: value for name, _, value in OPTION.findall(rest)}, [])


def _attributes(language: str, inside: str) -> Header:
    """The header whose braces hold `inside`; without a language, the first class is it."""
    classes: list[str] = []
    attributes: dict[str, str] = {}
    for name, value in get_attrs(inside):
        if name == ".":
            classes.append(value)
        else:
            attributes[name] = value if value is not None else ""
    if not language and classes:
        language = classes.pop(0)
    return _known(language, attributes, classes)


def _known(language: str, attributes: dict[str, str], classes: list[str]) -> Header:
    """The header, with a problem when it holds a name that nobody reads."""
    for name, known in _pairs(attributes, classes):
        if name not in known and not name.startswith("data-"):
            near = get_close_matches(name, known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            sentence = f"unknown attribute `{name}`, known are {', '.join(known)}{hint}"
            return Header(language, attributes, sentence)
    return Header(language, attributes)


def _pairs(attributes: Mapping[str, str], classes: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each name in the braces beside the names that may stand there."""
    return [(name, SEMANTIC + PRESENTATION) for name in attributes] + [
        (name, CLASSES) for name in classes
    ]
