"""A form fence is a web form filled in: `Label: value` lines under its address."""

from __future__ import annotations

from tests.harness.fences import Fence
from tests.harness.scene import Scene


class FormProblem(ValueError):
    """A form fence that cannot be filled in, as the end of a sentence."""


def judge(fence: Fence, scene: Scene) -> str | None:
    """Submits the fields to the form at the fence's title."""
    url = fence.attributes.get("title", "")
    if not url.startswith(("https://", "http://")):
        return 'a form needs its address: `form {title="https://…"}`'
    try:
        fields = parse(fence.text)
    except FormProblem as problem:
        return str(problem)
    refusal = scene.stage.submit(url, fields)
    return f"{url} refused the form: {refusal}" if refusal else None


def parse(text: str) -> dict[str, str]:
    """The fields by label; a value may be empty and may hold colons. Raises FormProblem."""
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
