"""Validates a file against the published schema of its kind."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

#: The schemas that check-jsonschema includes, by the files that they describe.
SCHEMAS = {
    ".github/workflows/*.yml": "github-workflows",
    ".github/dependabot.yml": "dependabot",
    ".github/ISSUE_TEMPLATE/*.yml": "github-issue-forms",
}
VENDORED = "check_jsonschema/builtin_schemas/vendor"


def problem(name: str, value: Any) -> str | None:
    """The most relevant mistake in the file `name`; None without a mistake or a schema."""
    schema = next((schema for glob, schema in SCHEMAS.items() if fnmatch(name, glob)), None)
    if schema is None:
        return None
    best_match, validator = _validator(schema)
    error = best_match(validator.iter_errors(value))
    if error is None:
        return None
    where = ".".join(str(step) for step in error.absolute_path) or "the top"
    return f"by the schema, at `{where}`: {error.message[:200]}"


@cache
def _validator(name: str) -> tuple[Any, Any]:
    """jsonschema's `best_match`, and a validator of the schema."""
    with _unavailable("rfc3987_syntax"):
        from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
        from jsonschema.validators import validator_for  # type: ignore[import-untyped]
    # Read as a file: importing check_jsonschema takes a second.
    path = distribution("check-jsonschema").locate_file(f"{VENDORED}/{name}.json")
    schema = json.loads(Path(str(path)).read_text(encoding="utf-8"))
    return best_match, validator_for(schema)(schema)


@contextmanager
def _unavailable(module: str) -> Iterator[None]:
    """Make the import of a module fail while the context lasts.

    jsonschema imports rfc3987_syntax if it is installed, which takes 2.6 s to build a grammar. It
    checks the formats of IRIs, and no format is checked here.
    """
    known = module in sys.modules
    if not known:
        sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if not known:
            del sys.modules[module]
