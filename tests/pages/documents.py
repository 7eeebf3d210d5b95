"""Parses YAML, TOML and JSON."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from overrides.hooks.facts import workflow_yaml


class DocumentProblem(ValueError):
    """The text cannot be parsed. The message is the end of a sentence."""


def parse(language: str, text: str) -> Any:
    """The value of a text; YAML is read as GitHub reads a workflow. Raises DocumentProblem."""
    try:
        if language == "toml":
            return tomllib.loads(text)
        if language == "json":
            return json.loads(text)
        return workflow_yaml.parse(text).value
    except (tomllib.TOMLDecodeError, json.JSONDecodeError) as problem:
        raise DocumentProblem(f"not {language.upper()}: {problem}") from None
    except workflow_yaml.YamlProblem as problem:
        line = problem.position.line
        raise DocumentProblem(f"not YAML: {problem} (line {line} of the block)") from None
