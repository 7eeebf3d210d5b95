"""An untitled YAML, TOML or JSON fence is a part of a real file, or a workflow of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from tests.harness.fences import Fence
from tests.harness.meanings import documents, schema
from tests.harness.scene import Scene

#: A whole workflow has both.
WORKFLOW = {"on", "jobs"}
#: Where such a workflow would lie.
SHOWN = ".github/workflows/shown.yml"


class FragmentProblem(ValueError):
    """A fragment that belongs nowhere, as the end of a sentence."""


def judge(fence: Fence, scene: Scene) -> str | None:
    """Parses the fragment and finds it in the file; runs it when it is a workflow of its own."""
    try:
        part = documents.parse(fence.language, fence.text)
        name, path = _file(fence, scene)
        whole = _whole(path, path.stat().st_mtime_ns)
    except (FragmentProblem, documents.DocumentProblem) as problem:
        return str(problem)
    lacks = documents.missing(part, whole)
    if lacks is None:
        wrong = schema.problem(str(PurePosixPath(name)), whole)
        return f"{name} is not valid: {wrong}" if wrong else None
    if isinstance(part, dict) and set(part) >= WORKFLOW and "file" not in fence.attributes:
        wrong = schema.problem(SHOWN, part) or scene.act()
        return wrong or scene.stage.run_workflow(fence.text, Path(SHOWN))
    return f"not a part of {name}: {lacks}"


def _file(fence: Fence, scene: Scene) -> tuple[str, Path]:
    """The file that the fragment is a part of, by name and path. Raises FragmentProblem."""
    name = fence.attributes.get("file")
    if name is None:
        if fence.language not in ("yaml", "yml"):
            raise FragmentProblem(
                f"nobody knows of which file this {fence.language} is a part: name it by "
                f'`{fence.language} {{file="…"}}`, or write it by `title="…"`'
            )
        name = scene.settings.fragments_of
    for folder in scene.settings.folders:
        path = scene.book.root / folder / name
        inside = path.resolve().is_relative_to(scene.book.root.resolve())
        if inside and path.is_file():
            return name, path
    raise FragmentProblem(f"there is no file {name} that it could be a part of")


@cache
def _whole(path: Path, changed: int) -> Any:
    """The file's value; read once, `changed` is when it was last written."""
    language = {".toml": "toml", ".json": "json"}.get(path.suffix, "yaml")
    try:
        return documents.parse(language, path.read_text(encoding="utf-8"))
    except documents.DocumentProblem as problem:
        raise FragmentProblem(f"{path.name} is {problem}") from None
