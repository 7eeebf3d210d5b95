"""The text that a reader copies from a rendered fence."""

from __future__ import annotations

from tests.pages import form_fields
from tests.pages.fences import Fence


def copied_text(fence: Fence) -> str:
    """The fence's text; of a form, the fields of its card, where blanks are normalised."""
    if fence.language != "form":
        return fence.text
    try:
        return form_fields.text_of(form_fields.parse(fence.text))
    except form_fields.FormProblem:
        return fence.text  # The form's evaluator reports the problem.
