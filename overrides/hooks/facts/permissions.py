"""The permissions that a job may request, from the JSON schema of GitHub workflows."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

#: Where check-jsonschema keeps its copy of https://www.schemastore.org/github-workflow.json.
_SCHEMA = "check_jsonschema/builtin_schemas/vendor/github-workflows.json"


@cache
def schema() -> Any:
    """The schema of workflows."""
    # Only the file is read, because importing the package takes a second.
    path = Path(str(distribution("check-jsonschema").locate_file(_SCHEMA)))
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def levels() -> dict[str, tuple[str, ...]]:
    """The levels of each permission, such as `{"id-token": ("write", "none"), …}`."""
    definitions = schema()["definitions"]
    shared = definitions["permissions-level"]["enum"]
    scopes = definitions["permissions-event"]["properties"]
    return {scope: tuple(each.get("enum", shared)) for scope, each in scopes.items()}
