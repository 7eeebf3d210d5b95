"""Times the harness on pages of ten `true` fences, and a plain bash on the same commands."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import ROOT
from tests.benchmarks.timing import python, seconds

FENCES = 10
_SETTINGS = """\
[tool.pytest.ini_options]
addopts = ["-p", "tests.evaluate.plugin"]
pythonpath = ["{root}"]
"""


def measurements() -> Iterator[str]:
    one_page = _pages(1)
    for count in (100, 1000):
        harness, plain = _pages(count), _plain(count)
        each = (harness - one_page) / (count * FENCES) * 1000
        base = plain / (count * FENCES) * 1000
        yield (
            f"{count} pages of {FENCES} `true` fences: {harness:.1f} s, {each:.2f} ms a fence;"
            f" a plain bash for each page: {plain:.1f} s, {base:.2f} ms"
        )


def _pages(count: int) -> float:
    """The seconds of pytest, its start included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyproject.toml").write_text(_SETTINGS.format(root=ROOT))
        (folder / "docs").mkdir()
        page = "# A page\n\n" + "```bash\ntrue\n```\n\n" * FENCES
        for number in range(count):
            (folder / "docs" / f"page{number}.md").write_text(page)
        return seconds(lambda: python("-m", "pytest", "-q", "docs", folder=folder))


def _plain(count: int) -> float:
    """The seconds of one bash for each page."""
    script = "true\n" * FENCES

    def run() -> None:
        for _ in range(count):
            subprocess.run(["bash"], input=script, text=True, check=True, timeout=600)

    return seconds(run)
