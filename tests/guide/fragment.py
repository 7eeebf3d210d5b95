"""The evaluator of untitled YAML, TOML and JSON: parts of real files, or whole workflows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from overrides.hooks.facts import PUBLISH
from tests.evaluate.context import EvaluationContext
from tests.guide import containment, excerpt, schema
from tests.pages import documents
from tests.pages.fences import Fence

#: The languages of fragments.
LANGUAGES = ("yaml", "yml", "toml", "json")
#: The keys that every whole workflow has.
WORKFLOW = {"on", "jobs"}
#: The path under which a whole workflow that is not the real file is validated and run.
SHOWN = ".github/workflows/shown.yml"


class FragmentProblem(ValueError):
    """The file of a fragment is not known or not valid. The message is the end of a sentence."""


@runtime_checkable
class WorkflowRunner(Protocol):
    """An environment that can run a workflow."""

    def run_workflow(self, text: str, path: Path) -> str | None:
        """Run a workflow as if its file were `path`. Return the reason when it fails."""


@dataclass(frozen=True)
class Fragments:
    """The evaluator of fragments.

    `default` is the file of YAML without `file=`. `folders` are searched for files
    that `file=` names. All are paths below the root of the pages.
    """

    default: str = PUBLISH
    folders: tuple[str, ...] = (".",)

    def evaluate(self, fence: Fence, context: EvaluationContext) -> str | None:
        """Parse the fragment and find it in its file; run it when it is a whole workflow."""
        try:
            part = documents.parse(fence.language, fence.text)
            name, path = self._file(fence, context.docs.root)
            whole = _whole(path, path.stat().st_mtime_ns)
        except (FragmentProblem, documents.DocumentProblem) as problem:
            return str(problem)
        if not isinstance(part, dict | list) or not part:
            return "is a bare value: show the key that it belongs to"
        if isinstance(part, dict) and set(part) >= WORKFLOW and "file" not in fence.attributes:
            whole_file = excerpt.problem(fence.text, path.read_text(encoding="utf-8")) is None
            shown = name if whole_file else SHOWN  # A publisher is registered for one file.
            return schema.problem(shown, part) or _run(fence.text, shown, context)
        if reason := _difference(fence, part, path, whole):
            return f"not an excerpt of {name}: {reason}"
        invalid = schema.problem(name, whole)
        return f"{name} is not valid: {invalid}" if invalid else None

    def _file(self, fence: Fence, root: Path) -> tuple[str, Path]:
        """Name and path of the fragment's file. Raises FragmentProblem."""
        name = fence.attributes.get("file")
        if name is None and fence.language not in ("yaml", "yml"):
            raise FragmentProblem(
                f"the file of this {fence.language} is not known: name it with "
                f'`{fence.language} {{file="…"}}`, or write it with `title="…"`'
            )
        name = name or self.default
        for folder in self.folders:
            path = root / folder / name
            if path.resolve().is_relative_to(root.resolve()) and path.is_file():
                return name, path
        raise FragmentProblem(f"there is no file {name} that it could be a part of")


def _difference(fence: Fence, part: Any, path: Path, whole: Any) -> str | None:
    """JSON has no comments and no lines of its own, so its values are compared."""
    if fence.language != "json":
        return excerpt.problem(fence.text, path.read_text(encoding="utf-8"))
    return None if containment.contains(whole, part) else "no value of the file has these keys"


def _run(text: str, path: str, context: EvaluationContext) -> str | None:
    """Run a whole workflow; the fence then counts as run."""
    if unready := context.mark_as_run():
        return unready
    environment = context.environment
    if not isinstance(environment, WorkflowRunner):
        return "this environment cannot run workflows"
    return environment.run_workflow(text, Path(path))


@cache
def _whole(path: Path, changed: int) -> Any:
    """The file's value. `changed`, its modification time, is part of the cache key, so that an
    edited file is read again. Raises FragmentProblem.
    """
    language = {".toml": "toml", ".json": "json"}.get(path.suffix, "yaml")
    try:
        return documents.parse(language, path.read_text(encoding="utf-8"))
    except documents.DocumentProblem as problem:
        raise FragmentProblem(f"{path.name} is {problem}") from None
