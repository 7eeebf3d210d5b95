"""The fields of a `form` fence: `Label: value` lines."""

from __future__ import annotations


class FormProblem(ValueError):
    """A form fence that cannot be filled in, as the end of a sentence."""


def parse(text: str) -> dict[str, str]:
    """The values by label; a value may be empty and may hold colons. Raises FormProblem."""
    fields: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        label, colon, value = (part.strip() for part in line.partition(":"))
        if not line.strip():
            continue
        if not colon or not label:
            raise FormProblem(f"line {number} of the form is not `Label: value`: `{line}`")
        if label in fields:
            raise FormProblem(f"line {number} of the form fills in `{label}` again")
        fields[label] = value
    return fields
