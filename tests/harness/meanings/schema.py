"""Holds a file against the published schema of what it is."""

from __future__ import annotations

from fnmatch import fnmatch
from functools import cache
from typing import Any

# None of them carries types.
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]

#: Which of check-jsonschema's vendored schemas speaks about which files.
SCHEMAS = {
    ".github/workflows/*.yml": "vendor.github-workflows",
    ".github/dependabot.yml": "vendor.dependabot",
    ".github/ISSUE_TEMPLATE/*.yml": "vendor.github-issue-forms",
}


def problem(name: str, value: Any) -> str | None:
    """What is wrong with the file `name`; None when nothing is, or no schema speaks about it."""
    schema = next((schema for glob, schema in SCHEMAS.items() if fnmatch(name, glob)), None)
    if schema is None:
        return None
    error = best_match(_validator(schema).iter_errors(value))
    if error is None:
        return None
    where = ".".join(str(step) for step in error.absolute_path) or "the top"
    return f"by the schema, at `{where}`: {error.message[:200]}"


@cache
def _validator(name: str) -> Any:
    schema = get_builtin_schema(name)
    return validator_for(schema)(schema)
