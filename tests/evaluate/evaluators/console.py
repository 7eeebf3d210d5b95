"""A console fence is a claim: its commands print what it shows, or are refused as it says."""

from __future__ import annotations

from tests.evaluate import refusal_match
from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages import transcript
from tests.pages.fences import Fence
from tests.pages.transcript import Exchange


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Runs each command and compares what it prints."""
    try:
        exchanges = transcript.parse(fence.text)
    except transcript.TranscriptProblem as problem:
        return str(problem)
    if not exchanges:
        return "a console fence needs a line that begins with `$ `"
    symptom = fence.attributes.get("refused")
    if symptom is None:
        return next(filter(None, (_holds(exchange, context) for exchange in exchanges)), None)
    return _refused(symptom, exchanges, context)


def _holds(exchange: Exchange, context: EvaluationContext) -> str | None:
    """None when the command succeeds and prints what the page shows."""
    result = context.run(exchange.command)
    if not result.passed:
        how = result.problem or f"failed with exit status {result.status}"
        return f"`{exchange.command}` {how}{output_excerpt(result.output)}"
    return _differs(exchange, result.output)


def _refused(symptom: str, exchanges: list[Exchange], context: EvaluationContext) -> str | None:
    """None when a command fails as shown, by exactly that refusal."""
    context.environment.refusals()  # what earlier fences met is not ours
    refused, output = False, ""
    for exchange in exchanges:
        result = context.run(exchange.command)
        if result.problem:
            return f"`{exchange.command}` {result.problem}{output_excerpt(result.output)}"
        if differs := _differs(exchange, result.output):
            return differs
        refused = refused or result.status != 0
        output += result.output
    if not refused:
        what = f"every command succeeded, but `{symptom}` should have refused one"
        return what + output_excerpt(output)
    return refusal_match.mismatch(symptom, output, context)


def _differs(exchange: Exchange, output: str) -> str | None:
    difference = transcript.mismatch(exchange.expected, output)
    if difference is None:
        return None
    indented = "\n".join(f"    {line}" for line in difference.split("\n"))
    return f"`{exchange.command}` did not print what the page shows\n{indented}"
