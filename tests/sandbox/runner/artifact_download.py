"""actions/download-artifact, v4 and later.

Its message for a missing artifact is that of get-artifact.ts in actions/toolkit (its pull request
1628), reported for instance in https://github.com/michimani/gotwi/issues/317.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from fnmatch import fnmatchcase
from pathlib import Path

from tests.sandbox.github.artifacts import number

_NOT_FOUND = (
    "Unable to download artifact(s): Artifact not found for name: {name}"
    "%0A        Please ensure that your artifact is not expired and the artifact was uploaded using"
    " a compatible version of toolkit/upload-artifact."
    "%0A        For more information, visit the GitHub Artifacts FAQ:"
    " https://github.com/actions/toolkit/blob/main/packages/artifact/docs/faq.md"
)
#: src/download-artifact.ts, v5 and later.
_BOTH = "Inputs 'name' and 'artifact-ids' cannot be used together. Please specify only one of them."


def main() -> int:
    name, ids, run = os.environ["NAME"], os.environ["IDS"], os.environ["RUN"]
    kept = Path(os.environ["SANDBOX_ARTIFACTS"]).with_name(run)
    folder = Path(os.environ["FOLDER"]).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    artifacts = sorted(kept.iterdir()) if kept.is_dir() else []
    if name and ids:
        return _fail(_BOTH)
    if name:
        print("Downloading single artifact")
        artifacts = [each for each in artifacts if each.name == name]
        if not artifacts:
            return _fail(_NOT_FOUND.format(name=name))
    elif ids:
        wanted = [int(each) for each in re.findall(r"\d+", ids)]
        artifacts = [each for each in artifacts if number(run, each.name) in wanted]
        if len(artifacts) < len(wanted):
            return _fail(f"Unable to download artifact(s): Artifact not found for id: {ids}")
    else:
        artifacts = _filtered(artifacts, os.environ["PATTERN"])
    merged = bool(name) or os.environ["MERGE"].lower() == "true"
    merged = merged or (bool(ids) and len(artifacts) == 1)
    for each in artifacts:
        target = folder if merged else folder / each.name
        shutil.copytree(each, target, dirs_exist_ok=True)
    print(f"Total of {len(artifacts)} artifact(s) downloaded")
    print("Download artifact has finished successfully")
    with open(os.environ["GITHUB_OUTPUT"], "a", encoding="utf-8") as outputs:
        print(f"download-path={folder.resolve()}", file=outputs)
    return 0


def _filtered(artifacts: list[Path], pattern: str) -> list[Path]:
    if pattern:
        print(f"Filtering artifacts by pattern '{pattern}'")
        patterns = _alternatives(pattern)
        return [each for each in artifacts if any(fnmatchcase(each.name, p) for p in patterns)]
    print("No input name, artifact-ids or pattern filtered specified, downloading all artifacts")
    if os.environ["MERGE"].lower() != "true":
        print("An extra directory with the artifact name will be created for each download")
    return artifacts


def _alternatives(pattern: str) -> list[str]:
    """minimatch's braces: `{a,b}-*` → `a-*`, `b-*`."""
    found = re.search(r"\{([^{}]*,[^{}]*)\}", pattern)
    if found is None:
        return [pattern]
    start, end = pattern[: found.start()], pattern[found.end() :]
    return [one for part in found[1].split(",") for one in _alternatives(start + part + end)]


def _fail(text: str) -> int:
    print(f"::error::{text}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
