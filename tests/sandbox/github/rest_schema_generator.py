"""Writes rest_schema.json, run by hand after a new route or a new description of GitHub's API:

    uv run --group generate python -m tests.sandbox.github.rest_schema_generator

It reads the models of `githubkit-schemas`, which is generated from github/rest-api-description.
Each method of its clients names the route in the docstring and the model of the answer.
"""

from __future__ import annotations

import importlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from tests.sandbox.github.api_description import SCHEMA, matching
from tests.sandbox.github.rest_routes import ROUTES, UNDESCRIBED

_METHOD = re.compile(
    r'^ {8}"""[\w-]+/[\w-]+\n\n {8}(GET|POST|PUT|PATCH|DELETE) (/\S*)$(.*?)^    (?:async )?def ',
    re.MULTILINE | re.DOTALL,
)
_MODEL = re.compile(r"response_model=(.*?),\n {8}(?: {4}error_models|\))", re.DOTALL)
#: Keywords that validate nothing.
_NOTES = ("title", "description", "default", "examples", "discriminator")
#: githubkit's default of an optional property. Such a property may be null, too:
#: https://github.com/yanyongyu/githubkit/issues/47
_UNSET = "<UNSET>"


def generate() -> dict[str, Any]:
    """`routes` maps `GET /path` to the schema of its answer; null is an answer without JSON."""
    models = dict(_operations())
    answered = {f"{verb} {path}" for verb, path, _ in ROUTES} - UNDESCRIBED
    wanted = sorted({_described(each, models) for each in answered})
    adapters: Any = [
        (each, "validation", _adapter(models[each])) for each in wanted if models[each]
    ]
    schemas, definitions = TypeAdapter.json_schemas(adapters)
    routes = {each: _simplified(schemas.get((each, "validation"))) for each in wanted}
    return {"source": _source(), "routes": routes, "$defs": _simplified(definitions["$defs"])}


def _schemas() -> Path:
    """The folder of the models of api.github.com; it is named after the description's date."""
    package = Path(importlib.import_module("githubkit_schemas.latest").__file__ or "").parents[1]
    (rest,) = package.glob("v*/rest")
    return rest.parent


def _source() -> str:
    """The URL of the description, with its commit."""
    lock = tomllib.loads((_schemas().parent / "versions.lock").read_text("utf-8"))
    (source,) = (d["source"] for d in lock["descriptions"] if d["module"] == _schemas().name)
    return str(source)


def _operations() -> Iterator[tuple[str, str]]:
    """`GET /path` and the expression of the answer's model, empty when there is no JSON."""
    for path in sorted((_schemas() / "rest").glob("*.py")):
        for verb, template, body in _METHOD.findall(path.read_text("utf-8")):
            found = _MODEL.search(body)
            yield f"{verb} {template}", "".join(found[1].split()) if found else ""


def _described(operation: str, models: Iterable[str]) -> str:
    found = matching(operation, models)
    if found is None:
        raise SystemExit(f"{operation}: GitHub's description has no such operation")
    return found


def _adapter(model: str) -> TypeAdapter[Any]:
    models = importlib.import_module("githubkit_schemas.latest.models")
    names = [name for name in re.findall(r"\w+", model) if name not in ("list", "Union")]
    kind: Any = reduce(or_, (getattr(models, name) for name in names))
    return TypeAdapter(list[kind] if model.startswith("list[") else kind)


def _simplified(node: Any) -> Any:
    """The same schema without notes, without githubkit's mark, and with short unions."""
    if isinstance(node, list):
        return [_simplified(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {
        # A property may be called `title` or `description`.
        key: {name: _simplified(value) for name, value in each.items()}
        if key == "properties" else _simplified(each)
        for key, each in node.items()
        if key not in _NOTES
    }  # fmt: skip
    return _union(plain) if "anyOf" in plain else plain


def _union(schema: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in schema.pop("anyOf") if kind.get("const") != _UNSET]
    plain = [kind["type"] for kind in kinds if kind.keys() == {"type"}]
    rest = [kind for kind in kinds if kind.keys() != {"type"}]
    if plain:
        rest.append({"type": plain if len(plain) > 1 else plain[0]})
    return {**schema, **(rest[0] if len(rest) == 1 else {"anyOf": rest})}


def _text(schema: dict[str, Any]) -> str:
    """JSON with one route and one definition a line, sorted."""
    parts = [f'"source": {json.dumps(schema["source"])}']
    for key in ("routes", "$defs"):
        lines = (
            f"{json.dumps(name)}: {json.dumps(value, sort_keys=True, separators=(',', ':'))}"
            for name, value in sorted(schema[key].items())
        )
        parts.append(f'"{key}": {{\n' + ",\n".join(lines) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    SCHEMA.write_text(_text(generate()), "utf-8")
