"""The evaluator of form fences: it submits the fields to the form at the address in the title.

With `refused="symptom"`, the form must be refused so.
"""

from __future__ import annotations

from tests.evaluate import refusal_match
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
    symptom = fence.attributes.get("refused")
    earlier = context.environment.refusals() if symptom is not None else []
    refusal = context.environment.submit(url, fields)
    if symptom is not None:
        if not refusal:
            return f"{url} accepted the form, but `{symptom}` should have refused it"
        return refusal_match.mismatch(symptom, refusal, context, earlier)
    return f"{url} refused the form: {refusal}" if refusal else None
