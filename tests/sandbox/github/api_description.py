"""Holds answers against GitHub's own description of its API, as the `githubkit` models carry it.

`githubkit-schemas` is generated from github/rest-api-description; each of its client methods names
the route in its docstring and the model of the answer. Loading takes a second, so only tests ask.
"""

from __future__ import annotations

import functools
import importlib
import operator
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

_MODELS = "githubkit_schemas.latest.models"
#: The parts of the API that `gh` asks for in the guide.
_PARTS = ("actions", "checks", "git", "orgs", "repos", "teams", "users")
_METHOD = re.compile(
    r'^ {8}"""[\w-]+/[\w-]+\n\n {8}(GET|POST|PUT|PATCH|DELETE) (/\S*)$(.*?)^    (?:async )?def ',
    re.MULTILINE | re.DOTALL,
)

_ANSWER = re.compile(r"response_model=(.*?),\n {8}(?: {4}error_models|\))", re.DOTALL)


def load() -> None:
    """Read the description now, so that no command waits for it."""
    _routes()
    importlib.import_module(_MODELS)


def problem_with(method: str, path: str, body: Any) -> str | None:
    """What is wrong with an answer's JSON, in one sentence; None when it fits or has no model."""
    model = _model_name(method, path)
    if model is None:
        return None
    try:
        _adapter(model).validate_python(body)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return f"{method} {path} is not as GitHub describes {model}: {place}: {first['msg']}"
    return None


def _model_name(method: str, path: str) -> str | None:
    """Of several routes that fit, the one with most literal segments, as GitHub's router has it."""
    fitting = [
        (template.count("/") * 10 - template.count("{"), model)
        for verb, template, pattern, model in _routes()
        if verb == method and pattern.fullmatch(path)
    ]
    return max(fitting)[1] if fitting else None


@cache
def _routes() -> list[tuple[str, str, re.Pattern[str], str]]:
    return list(_read())


def _read() -> Iterator[tuple[str, str, re.Pattern[str], str]]:
    # The sources' folder is named after the description's date, as `latest` says.
    folder = Path(importlib.import_module("githubkit").__file__ or "").parents[1]
    (rest,) = folder.glob("githubkit_schemas/v*/rest")
    for part in _PARTS:
        for verb, template, body in _METHOD.findall((rest / f"{part}.py").read_text()):
            if found := _ANSWER.search(body):
                yield verb, template, _pattern(template), "".join(found[1].split())


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"(\{\w+\})", template)
    inner = {"{path}": ".+", "{ref}": ".+"}
    return re.compile(
        "".join(inner.get(p, "[^/]+") if p[:1] == "{" else re.escape(p) for p in parts)
    )


@cache
def _adapter(model: str) -> TypeAdapter[Any]:
    models = importlib.import_module(_MODELS)
    names = [name for name in re.findall(r"\w+", model) if name not in ("list", "Union")]
    kind: Any = functools.reduce(operator.or_, (getattr(models, name) for name in names))
    return TypeAdapter(list[kind] if model.startswith("list[") else kind)
