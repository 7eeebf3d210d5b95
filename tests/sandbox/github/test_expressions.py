"""The values of expressions outside of jobs."""

from __future__ import annotations

import pytest

from tests.sandbox.github.expressions import ExpressionError, evaluated

_CONTEXTS = {
    "github": {"workflow": "Publish", "ref": "refs/heads/main", "event": {"action": "opened"}},
    "inputs": {"environment": "testpypi", "empty": ""},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("staging", "staging"),
        ("${{ github.workflow }}-${{ github.ref }}", "Publish-refs/heads/main"),
        ("${{ inputs.environment || 'pypi' }}", "testpypi"),
        ("${{ inputs.empty || 'pypi' }}", "pypi"),
        ("${{ inputs.other || 'it''s' }}", "it's"),
        ("${{ github.event.action == 'OPENED' && 'yes' || 'no' }}", "yes"),
        ("${{ !(github.ref != 'x') }}", "false"),
        ("${{ github.event.number }}", ""),
        ("${{ true && 3 }}", "3"),
        ("${{ startsWith(github.ref, 'Refs/Heads/') }}", "true"),
        ("${{ !startsWith(github.ref, 'refs/tags/') && 'branch' }}", "branch"),
        ("${{ endsWith( github.workflow , 'x') }}", "false"),
        ("${{ contains(github.ref, 'MAIN') }}", "true"),
        ("${{ format('{0}-{1}', github.workflow, 2) }}", "Publish-2"),
    ],
)
def test_an_expression_has_githubs_value(text: str, value: str) -> None:
    assert evaluated(text, _CONTEXTS) == value


@pytest.mark.parametrize(
    "text",
    [
        "${{ hashFiles(github.ref) }}",
        "${{ format('{1}', github.ref) }}",
        "${{ startsWith(github.ref) }}",
        "${{ startsWith(github.ref, 'a' }}",
        "${{ github.ref || }}",
        "${{ (github.ref }}",
    ],
)
def test_an_unknown_expression_is_named(text: str) -> None:
    with pytest.raises(ExpressionError, match=r"github\.ref"):
        evaluated(text, _CONTEXTS)
