"""actions/upload-artifact, v4 and later: a run has one artifact of each name at most."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tests.sandbox.github.artifacts import number
from tests.sandbox.runner import artifact_paths

_CONFLICT = (
    "Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an"
    " artifact with this name already exists on the workflow run"
)


def main() -> int:
    given = {name: os.environ[name] for name in ("NAME", "PATTERNS", "IF_NONE", "OVERWRITE")}
    hidden = os.environ["HIDDEN"].lower() == "true"
    root, files = artifact_paths.found(given["PATTERNS"], hidden=hidden)
    if not files:
        return _none(given["PATTERNS"], given["IF_NONE"])
    target = Path(os.environ["SANDBOX_ARTIFACTS"], given["NAME"])
    if given["OVERWRITE"] == "true":
        shutil.rmtree(target, ignore_errors=True)
    try:
        target.mkdir(parents=True)
    except FileExistsError:
        print(f"::error::{_CONFLICT}")
        return 1
    for file in files:
        place = target / file.relative_to(root)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place)
    print(f"With the provided path, there will be {len(files)} file(s) uploaded")
    print(f"Artifact {given['NAME']} has been successfully uploaded!")
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as outputs:
        print(f"artifact-id={number(os.environ['GITHUB_RUN_ID'], given['NAME'])}", file=outputs)
    return 0


def _none(patterns: str, consequence: str) -> int:
    text = f"No files were found with the provided path: {patterns}. No artifacts will be uploaded."
    text = text.replace("\n", "%0A")
    print({"error": f"::error::{text}", "ignore": text}.get(consequence, f"::warning::{text}"))
    return 1 if consequence == "error" else 0


if __name__ == "__main__":
    sys.exit(main())
