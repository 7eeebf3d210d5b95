"""Which expressions use the outputs of a step or of a needed job."""

from __future__ import annotations

from typing import Any, Literal

import pytest

from tests.preflight.outputs_used import outputs_used


def _job(expression: str) -> dict[str, Any]:
    return {"steps": [{"run": f"echo '${{{{ {expression} }}}}'"}]}


@pytest.mark.parametrize("context", ["steps", "needs"])
def test_each_way_to_use_an_output_is_found(context: Literal["steps", "needs"]) -> None:
    """GitHub's functions and properties have no case."""
    ways = (
        "{}.build.outputs.version", "{}['build'].outputs.version", '{}["build"].outputs.version',
        "toJSON({})", "toJson( {} )", "{}.Build.Outputs.version", "{}.*.outputs.version",
    )  # fmt: skip
    found = [outputs_used(_job(way.format(context)), context, "build") for way in ways]
    assert found == [True] * len(ways)


def test_a_result_and_another_name_are_no_output() -> None:
    for other in ("needs.build.result", "needs['build-wheels'].outputs.x", "steps.build"):
        assert not outputs_used(_job(other), "needs", "build")
