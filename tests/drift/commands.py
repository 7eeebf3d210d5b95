"""The names in a command's arguments: dispatch inputs and installed packages."""

import re
import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise

#: Options of pip, uv and uvx whose value is the next word.
TAKES_A_VALUE = {
    "--constraint", "--extra-index-url", "--index", "--index-strategy", "--index-url", "--python",
    "--requirement", "--target", "--with", "-c", "-i", "-p", "-r", "-t",
}  # fmt: skip
SEPARATORS = {"&&", "||", "|", ";", ">", "&"}
NAME = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*?)(?:\[[\w,]+\])?(?:[=<>!~@].*)?")


#: The words of which `commands` makes pairs.
_PROGRAMS = ("gh", "pip", "uvx")


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of kind and name: `input`, `choice of NAME`, `package`; none for unbalanced quotes."""
    if not any(program in text for program in _PROGRAMS):
        return
    try:
        words = _words(text)
    except ValueError:
        return
    for index, word in enumerate(words):
        rest = _until_end(words[index + 1 :])
        match word, rest:
            case "gh", ["workflow", "run", *arguments]:
                yield from _fields(arguments)
            case "pip" | "pip3", ["install" | "download" | "index", *arguments]:
                yield from _packages([a for a in arguments if a != "versions"])
            case "uvx", arguments:
                yield from _tool(arguments)


def _words(text: str) -> list[str]:
    """The words as a shell splits them; `;` is a word even without a blank before it."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars=";")
    lexer.whitespace_split = True
    return list(lexer)


def _until_end(words: Sequence[str]) -> list[str]:
    end = next((index for index, word in enumerate(words) if word in SEPARATORS), len(words))
    return list(words[:end])


def _fields(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    for option, field in pairwise(arguments):
        if option in ("-f", "-F", "--field", "--raw-field"):
            name, _, value = field.partition("=")
            yield "input", name
            yield f"choice of {name}", value


def _packages(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    is_value = False
    for word in arguments:
        found = NAME.fullmatch(word)
        if not is_value and found and not word.endswith(".whl"):
            yield "package", found["name"]
        is_value = word in TAKES_A_VALUE


def _tool(arguments: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The package that `uvx` runs: the one after `--from`, or the first word."""
    if "--from" in arguments[:-1]:
        after = arguments.index("--from") + 1
        arguments = arguments[after : after + 1]  # a package, or the path of a wheel
    yield from list(_packages(arguments))[:1]
