"""Python fences: pytest-examples checks them, and no example ends the run."""

from __future__ import annotations

from pathlib import Path

from tests.evaluate.example_guide import Guide, failures, fence

GOOD = fence("python", "from pathlib import Path", "", "print(Path.cwd().name)", "#> project")


def test_an_example_runs_in_the_folder_and_home_of_the_page_s_shell(tmp_path: Path) -> None:
    """It imports a file that the page wrote; its `#>` comments are compared with its output."""
    page = fence('python {title="own.py"}', "X = 1") + GOOD
    page += fence("py", "import os", "import own", "", 'print(own.X, os.environ["HOME"][-11:])',
                  "#> 1 /state/home")  # fmt: skip
    verdicts = Guide(tmp_path).write(a=page).run_page("a")
    assert [verdict.verdict for verdict in verdicts] == ["ran"] * 3, failures(verdicts)


def test_each_bad_example_is_one_failure_and_the_next_still_runs(tmp_path: Path) -> None:
    """The examples raise, print something else, have a lint finding, and end their process."""
    page = fence("python", 'raise ValueError("no")') + fence("python", "print(2)", "#> 3")
    page += fence("python", "import os") + fence("python", "import os", "os._exit(0)")
    verdicts = Guide(tmp_path).write(a=page).run_page("a")
    raised, printed, linted, ended = failures(verdicts)
    assert raised == "docs/a.md:1: the example raised ValueError: no"
    assert printed.startswith("docs/a.md:5: Print output changed code:")
    assert "docs/a.md:11:8: F401" in linted
    assert ended.startswith("docs/a.md:14: the example ended its own Python process")


def test_an_example_over_the_time_limit_is_killed(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=fence("python", "import time", "", "time.sleep(99)"))
    (report,) = failures(guide.run_page("a", seconds=1))
    assert report == "docs/a.md:1: the example still ran after 1 s and was ended"
