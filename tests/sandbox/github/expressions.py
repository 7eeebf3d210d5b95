"""Evaluates `${{ … }}` outside of jobs, where act does not.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.github.expression_functions import FUNCTIONS, shown

_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)|(?P<sign>\|\||&&|==|!=|[!(),]))"
)
_LITERALS: Mapping[str, object] = {"true": True, "false": False, "null": None}


class ExpressionError(ValueError):
    """An expression with a function or an operator that is not known here."""


def evaluated(text: str, contexts: Mapping[str, Any]) -> str:
    """The text with the value of each expression in its place. Raises ExpressionError."""
    return _EXPRESSION.sub(lambda found: shown(_value(found[1], contexts)), text)


def _value(expression: str, contexts: Mapping[str, Any]) -> object:
    parser = _Parser(expression, contexts)
    value = parser.either()
    if parser.tokens:
        raise ExpressionError(f"unexpected `{parser.tokens[0][1]}` in `{expression.strip()}`")
    return value


@dataclass
class _Parser:
    """One method for each precedence, from the lowest."""

    expression: str
    contexts: Mapping[str, Any]
    tokens: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        self.tokens, place, text = [], 0, self.expression.rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None:
                raise ExpressionError(f"unexpected `{text[place:].strip()}` in `{text.strip()}`")
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind]))
            place = found.end()

    def _takes(self, *signs: str) -> str | None:
        if self.tokens and self.tokens[0][0] == "sign" and self.tokens[0][1] in signs:
            return self.tokens.pop(0)[1]
        return None

    def either(self) -> object:
        value = self._both()
        while self._takes("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> object:
        value = self._compared()
        while self._takes("&&"):
            other = self._compared()
            value = value and other
        return value

    def _compared(self) -> object:
        value = self._negated()
        while sign := self._takes("==", "!="):
            value = (_comparable(value) == _comparable(self._negated())) == (sign == "==")
        return value

    def _negated(self) -> object:
        if self._takes("!"):
            return not self._negated()
        if self._takes("("):
            value = self.either()
            if not self._takes(")"):
                raise ExpressionError(f"`)` is missing in `{self.expression.strip()}`")
            return value
        kind, text = self.tokens.pop(0) if self.tokens else ("end", "")
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text) if "." in text else int(text)
        if kind == "name" and text.lower() in FUNCTIONS and self._takes("("):
            return self._called(text)
        if kind != "name" or self._takes("("):
            raise ExpressionError(f"unexpected `{text}` in `{self.expression.strip()}`")
        return _LITERALS[text] if text in _LITERALS else self._property(text)

    def _called(self, name: str) -> object:
        values = [] if self._takes(")") else [self.either()]
        while values and self._takes(","):
            values.append(self.either())
        if values and not self._takes(")"):
            raise ExpressionError(f"`)` is missing in `{self.expression.strip()}`")
        try:
            return FUNCTIONS[name.lower()](*values)
        except (TypeError, IndexError):
            wrong = f"`{name}` does not take these values in `{self.expression.strip()}`"
            raise ExpressionError(wrong) from None

    def _property(self, name: str) -> object:
        """A property that is not there is empty."""
        value: Any = self.contexts
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value


def _comparable(value: object) -> object:
    """GitHub compares texts without case."""
    return value.lower() if isinstance(value, str) else value
