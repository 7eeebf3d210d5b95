"""The fields of a form fence: `Label: value` lines."""

from __future__ import annotations

from collections.abc import Mapping


class FormProblem(ValueError):
    """The text is not a list of fields. The message is the end of a sentence."""


def parse(text: str) -> dict[str, str]:
    """The values by label. A value may be empty and may contain colons. Raises FormProblem."""
    fields: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        label, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon or not label:
            raise FormProblem(f"line {number} of the form is not `Label: value`: `{line}`")
        if label in fields:
            raise FormProblem(f"line {number} of the form repeats the field `{label}`")
        fields[label] = value
    return fields


def text_of(fields: Mapping[str, str]) -> str:
    """The fields as lines, with one blank between label and value; one newline without a field."""
    return "\n".join(f"{label}: {value}" for label, value in fields.items()) + "\n"
