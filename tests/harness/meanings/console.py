"""A console fence is a claim: its commands print what it shows, or are refused as it says."""

from __future__ import annotations

from tests.harness import transcript
from tests.harness.fences import Fence
from tests.harness.meanings import words
from tests.harness.scene import Scene, came
from tests.harness.transcript import Exchange


def judge(fence: Fence, scene: Scene) -> str | None:
    """Runs each command and compares what it prints."""
    try:
        exchanges = transcript.parse(fence.text)
    except transcript.TranscriptProblem as problem:
        return str(problem)
    if not exchanges:
        return "a console fence needs a line that begins with `$ `"
    symptom = fence.attributes.get("refused")
    if symptom is None:
        return next(filter(None, (_holds(exchange, scene) for exchange in exchanges)), None)
    return _refused(symptom, exchanges, scene)


def _holds(exchange: Exchange, scene: Scene) -> str | None:
    """None when the command succeeds and prints what the page shows."""
    result = scene.run(exchange.command)
    if not result.passed:
        how = result.problem or f"failed with exit status {result.status}"
        return f"`{exchange.command}` {how}{came(result.output)}"
    return _differs(exchange, result.output)


def _refused(symptom: str, exchanges: list[Exchange], scene: Scene) -> str | None:
    """None when a command fails as shown, by exactly that refusal."""
    scene.stage.refusals()  # what earlier fences met is not ours
    refused, output = False, ""
    for exchange in exchanges:
        result = scene.run(exchange.command)
        if result.problem:
            return f"`{exchange.command}` {result.problem}{came(result.output)}"
        if differs := _differs(exchange, result.output):
            return differs
        refused = refused or result.status != 0
        output += result.output
    if not refused:
        return f"every command succeeded, but `{symptom}` should have refused one{came(output)}"
    return words.unlike(symptom, output, scene)


def _differs(exchange: Exchange, output: str) -> str | None:
    difference = transcript.mismatch(exchange.expected, output)
    if difference is None:
        return None
    indented = "\n".join(f"    {line}" for line in difference.split("\n"))
    return f"`{exchange.command}` did not print what the page shows\n{indented}"
