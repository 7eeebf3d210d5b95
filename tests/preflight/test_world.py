"""What the sandbox of a repository has, and what it does not know."""

from __future__ import annotations

from pathlib import Path

from tests.preflight import world
from tests.preflight.packages import Package
from tests.preflight.specimens import specimen
from tests.preflight.target import read

_STATUS = """\
import sys, urllib.error, urllib.request
try:
    print(urllib.request.urlopen(sys.argv[1], timeout=30).status)
except urllib.error.HTTPError as error:
    print(error.code)
"""


def test_the_real_pypi_does_not_answer_for_the_project(tmp_path: Path) -> None:
    """It has files of that version, and `twine upload --skip-existing` would skip them."""
    folder = tmp_path / "copy"
    folder.mkdir()
    target = read(specimen.make("good-release", tmp_path), folder)
    packages = [Package("Iniconfig", "2.0.0", Path())]
    with world.opened(target, packages, specimen.WORKFLOW) as sandbox:
        answers = {
            path: sandbox.run("python", "-c", _STATUS, f"https://pypi.org/{path}").stdout.strip()
            for path in ("pypi/iniconfig/json", "simple/iniconfig/", "pypi/packaging/json")
        }
    assert list(answers.values()) == ["404", "200", "200"], answers
