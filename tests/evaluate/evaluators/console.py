"""The evaluator of console fences: it compares the commands' output, or their refusal."""

from __future__ import annotations

from itertools import zip_longest

from tests.evaluate import refusal_match
from tests.evaluate.commands_run import lint, mistrust
from tests.evaluate.context import EvaluationContext, output_excerpt
from tests.pages import elision, transcript
from tests.pages.fences import Fence
from tests.pages.meaning import only_comments
from tests.pages.transcript import Exchange


def evaluate(fence: Fence, context: EvaluationContext) -> str | None:
    """Run each command and compare its output."""
    try:
        exchanges = transcript.parse(fence.text)
    except transcript.TranscriptProblem as problem:
        return str(problem)
    if not exchanges:
        return "a console fence needs a line that begins with `$ `"
    if any(not each.command.strip() or only_comments("bash", each.command) for each in exchanges):
        return "a `$ ` has no command after it"
    if hidden := next(filter(None, (lint(exchange.command) for exchange in exchanges)), None):
        return hidden
    symptom = fence.attributes.get("refused")
    if symptom is None:
        pairs = zip_longest(exchanges, exchanges[1:])
        return next(filter(None, (_succeeds(*pair, context) for pair in pairs)), None)
    return _refused(symptom, exchanges, context)


def _succeeds(
    exchange: Exchange, following: Exchange | None, context: EvaluationContext
) -> str | None:
    """None when the command succeeds and prints what the page shows."""
    result = context.run(exchange.command)
    if mistrusted := mistrust(exchange.command, result, context):
        return mistrusted
    if not result.passed:
        reason = result.problem or f"failed with exit status {result.status}"
        return f"`{exchange.command}` {reason}{output_excerpt(result.output)}"
    return _output_mismatch(exchange, following, result.output)


def _refused(symptom: str, exchanges: list[Exchange], context: EvaluationContext) -> str | None:
    """None when the output is as shown and a command fails by the refusal `symptom`."""
    earlier = context.environment.refusals()
    failed, output = False, ""
    for exchange, following in zip_longest(exchanges, exchanges[1:]):
        result = context.run(exchange.command)
        if result.problem:
            return f"`{exchange.command}` {result.problem}{output_excerpt(result.output)}"
        if mistrusted := mistrust(exchange.command, result, context):
            return mistrusted
        if mismatch := _output_mismatch(exchange, following, result.output):
            return mismatch
        failed = failed or result.status != 0
        output += result.output
    if not failed:
        reason = f"every command succeeded, but `{symptom}` should have refused one"
        return reason + output_excerpt(output)
    return refusal_match.mismatch(symptom, output, context, earlier)


def _output_mismatch(exchange: Exchange, following: Exchange | None, output: str) -> str | None:
    if quoted := transcript.quoted_command(exchange, following, output):
        return quoted
    if elision.of_everything(exchange.expected, output):
        return (
            f"`{exchange.command}` prints words, but the page shows only `...`: keep some of them"
        )
    diff = transcript.mismatch(exchange.expected, output)
    if diff is None:
        return None
    indented = "\n".join(f"    {line}" for line in diff.split("\n"))
    return f"`{exchange.command}` did not print what the page shows\n{indented}"
