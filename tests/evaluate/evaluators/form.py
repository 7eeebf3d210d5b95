"""The evaluator of form fences: it submits the fields to the form at the address in the title."""

from __future__ import annotations

from tests.evaluate.context import EvaluationContext
from tests.pages import form_fields
from tests.pages.fences import Fence


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Submit the fields to the form at the fence's title."""
    url = fence.attributes.get("title", "")
    if not url.startswith(("https://", "http://")):
        return 'a form needs its address: `form {title="https://…"}`'
    try:
        fields = form_fields.parse(fence.text)
    except form_fields.FormProblem as problem:
        return str(problem)
    refusal = context.environment.submit(url, fields)
    return f"{url} refused the form: {refusal}" if refusal else None
