"""Publishing commands in the scripts that a step calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.preflight.static.test_publishing import step


@pytest.mark.parametrize(
    ("script", "file", "text"),
    [
        ("./scripts/release.sh", "scripts/release.sh", "#!/bin/sh\n\ntwine upload dist/*\n"),
        ("bash scripts/release.sh", "scripts/release.sh", "set -e\n\ntwine upload dist/*\n"),
        ("python tools/ship.py", "tools/ship.py", "import os\n\nos.system('twine upload dist/*')"),
        ("python tools/ship.py", "tools/ship.py", "import x\n\nx.run(['twine', 'upload', 'd'])"),
        ("make release", "Makefile", "release: dist\n\techo\n\t@twine upload dist/*\n"),
        ("make all", "Makefile", "ship:\n\techo\n\t-twine upload dist/*\nall: ship\n\techo\n"),
        (
            "nox -s release",
            "noxfile.py",
            "def release(session):\n\n  session.run('twine','upload')",
        ),
    ],
)
def test_a_script_that_a_step_calls(tmp_path: Path, script: str, file: str, text: str) -> None:
    """The place is that of the command in the script."""
    (job,) = step(tmp_path, script, **{file: text})
    assert (job.tool, str(job.place)) == ("twine", f"{file}:3")


def test_another_target_of_a_makefile_is_not_run(tmp_path: Path) -> None:
    assert step(tmp_path, "make build", Makefile="build:\n\techo\nship:\n\ttwine upload d\n") == []


def test_a_text_that_is_no_path_is_no_script(tmp_path: Path) -> None:
    """Such as a table that a script writes: a name of that length is an error of the system."""
    assert step(tmp_path, f"echo '{'a/b ' * 100}'\ntwine upload d\n")[0].tool == "twine"
    assert step(tmp_path, f"echo 'first\n{'line ' * 90}/x'\n") == []
