"""Whole runs of pytest with the variables of a person: their secrets, options and warnings."""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from tests import ROOT
from tests.evaluate.example_guide import SETTINGS, Guide, fence, sourced
from tests.machine.test_variables import SECRETS

#: Not a value that the person who runs this test has set.
FAKE = f"not-a-secret-{os.getpid()}"
#: Prints the shell's ancestors, and those in whose environment the value is; then it fails, so
#: that the report has what it printed.
SEARCH = f"""pid=$$
while [ "$pid" -gt 0 ] && [ -r "/proc/$pid/environ" ]; do
  echo "seen $pid"
  if tr '\\0' '\\n' < /proc/$pid/environ | grep -q {FAKE}; then echo "found $pid"; fi
  pid=$(sed -n 's/^PPid:\\t//p' /proc/$pid/status)
done
false"""
PRINT = "tr '\\0' '\\n' < /proc/$$/environ; tr '\\0' '\\n' < /proc/$PPID/environ; false"


@pytest.fixture
def guide(tmp_path: Path) -> Guide:
    """A guide whose runs load the plugin first, as this project's do."""
    (tmp_path / "tmp").mkdir()
    ini = SETTINGS.replace("addopts =", "addopts = -p tests.machine.plugin")
    (tmp_path / "pytest.ini").write_text(ini.format(repository=shlex.quote(str(ROOT))))
    return Guide(tmp_path)


def pids(word: str, printed: str) -> set[int]:
    return {int(number) for number in re.findall(rf"{word} (\d+)$", printed, re.MULTILINE)}


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_secret_of_the_person_is_in_the_first_process_only(guide: Guide, workers: str) -> None:
    """Not in the worker's environment and not in the shell's."""
    run = guide.write(a=sourced(SEARCH)).start("-n", workers, **dict.fromkeys(SECRETS, FAKE))
    printed = run.communicate(timeout=60)[0]
    assert pids("seen", printed), printed
    assert pids("found", printed) <= {run.pid}


def test_a_secret_of_the_person_is_not_in_the_report_of_a_block_that_prints_it(
    guide: Guide,
) -> None:
    printed = guide.write(a=sourced(PRINT)).pytest("-n1", **dict.fromkeys(SECRETS, FAKE))
    assert "PATH=" in printed and FAKE not in printed + str(guide.ledger())


@pytest.mark.parametrize("options", ["-p no:xdist", "-n0", "-p no:cacheprovider --tb=long"])
def test_options_of_the_person_change_no_verdict(guide: Guide, options: str) -> None:
    """They apply to this run and not to the programs that it starts."""
    guide.write(a=fence("console", "$ echo $PYTEST_ADDOPTS", ""))
    printed = guide.pytest("-q", PYTEST_ADDOPTS=options)
    assert "1 passed" in printed


def test_workers_start_unless_the_person_says_otherwise(guide: Guide) -> None:
    guide.write(**{f"p{number}": fence("bash", "true") for number in range(5)})
    assert " worker" in guide.pytest()
    assert " worker" not in guide.pytest("-n0")


def test_warnings_that_the_person_makes_errors_are_warnings(guide: Guide) -> None:
    (guide.root / "conftest.py").write_text(
        "import warnings\n\ndef pytest_collection_finish():\n"
        "    warnings.warn('old', DeprecationWarning)\n"
    )
    printed = guide.write(a=fence("bash", "true")).pytest("-q", PYTHONWARNINGS="error")
    assert "1 passed" in printed and "INTERNALERROR" not in printed


def test_a_requirement_that_is_not_met_ends_the_run_in_one_sentence(guide: Guide) -> None:
    run = guide.write(a=fence("bash", "true")).start("-q", TMPDIR="/proc")
    printed = run.communicate(timeout=60)[0]
    assert run.returncode == 4 and "1 passed" not in printed
    assert printed.strip() == (
        "ERROR: TMPDIR is /proc, and it cannot be written: name another folder, then try again"
    )


LOGIN = """from pathlib import Path
from tests.machine.package_index import machine_index

def test_login():
    assert machine_index().login == ("me", "index-pass")
    assert machine_index().url == "https://example.org/simple"
    assert b"index-pass" not in Path("/proc/self/environ").read_bytes()
"""


def test_a_worker_has_the_login_of_the_index_in_its_memory_only(guide: Guide) -> None:
    (guide.root / "test_login.py").write_text(LOGIN)
    index = "https://me:index-pass@example.org/simple/"
    assert "1 passed" in guide.pytest("-n1", "test_login.py", UV_DEFAULT_INDEX=index)


LIVE = """import os
import pytest

@pytest.mark.live
def test_token():
    assert os.environ["GH_TOKEN"].startswith("not-a-secret-") and "NPM_TOKEN" not in os.environ
"""


def test_a_run_against_real_services_keeps_the_token_for_them(guide: Guide) -> None:
    (guide.root / "test_live.py").write_text(LIVE)
    live = ["-p", "tests.contracts.live.live_option", "--live", "test_live.py"]
    assert "1 passed" in guide.pytest(*live, GH_TOKEN=FAKE, NPM_TOKEN=FAKE)
