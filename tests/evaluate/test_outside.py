"""A block that leaves its environment fails, also when it hides that from the shell."""

from __future__ import annotations

import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests import ROOT
from tests.evaluate.example_guide import Guide, failures, fence, sourced
from tests.evaluate.local_environment import LocalEnvironment
from tests.evaluate.project import Project


@pytest.mark.parametrize(
    ("command", "access"),
    [
        ("cat {other}", "cat may not read {other}"),
        ("cat {root}/README.md", "cat may not read {root}/README.md"),
        ("head -c 1 /dev/zero >>{other}", "bash may not change {other}"),
        ("mkdir {other}-folder", "mkdir may not change {other}-folder"),
        ("kill -TERM {pid}", "bash may not end process {pid}"),
        ("tr a b </proc/{pid}/environ", "bash may not read /proc/{pid}/environ"),
        ("echo x >/dev/tcp/127.0.0.1/{port}", "bash may not connect to 127.0.0.1:{port}"),
        ("curl --noproxy '*' -sm 3 http://192.0.2.1/", "curl may not connect to 192.0.2.1:80"),
        ("echo x >/dev/udp/192.0.2.1/53", "bash may not use UDP"),
        (
            "{python} -c 'import socket; socket.create_server((\"127.0.0.1\", 0))'",
            "{name} may not listen at 127.0.0.1:0",
        ),
        ("getent ahosts no-such-host.example", "getent may not use UDP"),
    ],
)
def test_a_block_that_goes_outside_fails_with_the_name_of_the_place(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, command: str, access: str
) -> None:
    """`|| true` hides the error from the shell, not from the kernel."""
    other = tmp_path_factory.mktemp("other") / "file"
    other.write_text("not for pages\n")
    with socket.create_server(("127.0.0.1", 0)) as server:
        words: dict[str, object] = {"other": other, "root": ROOT, "pid": os.getpid()}
        words |= {"python": sys.executable, "name": Path(sys.executable).name}
        words["port"] = server.getsockname()[1]
        page = sourced(f"({command.format(**words)}) 2>/dev/null || true")
        (report,) = failures(Guide(tmp_path).write(a=page).run_page("a"))
    expected = f"tried to leave the sandbox, and the kernel refused it: {access.format(**words)}"
    assert report.startswith(f"docs/a.md:5: {expected}")
    assert other.read_text() == "not for pages\n"


def test_the_report_of_many_accesses_names_the_first(tmp_path: Path) -> None:
    page = sourced("for i in {1..9}; do echo >/dev/tcp/192.0.2.$i/80 || true; done")
    (report,) = failures(Guide(tmp_path).write(a=page).run_page("a"))
    assert report.splitlines()[0].endswith("192.0.2.5:80; and 4 more")


def test_a_page_does_not_see_the_environment_of_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No process above the shell shows its variables to it."""
    monkeypatch.setenv("MY_TOKEN", "not-a-token-77")
    command = "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -c not-a-token-77"
    page = sourced(f'[ "$({command} || true)" = 0 ]')
    (report,) = failures(Guide(tmp_path).write(a=page).run_page("a"))
    assert "cat may not read /proc/" in report
    assert "failed" not in report


class _Unsupervised(LocalEnvironment):
    """Its supervisor is killed while the first fence runs."""

    def blocked_hosts(self) -> list[str]:
        with suppress(ProcessLookupError):
            os.kill(self.confinement.supervisor_pid, signal.SIGKILL)
        return []


def test_the_fences_after_the_end_of_the_supervisor_fail_and_do_not_hang(tmp_path: Path) -> None:
    guide = Guide(tmp_path).write(a=3 * fence("bash", "true"))
    project = Project(make_environment=_Unsupervised)
    reports = failures(guide.run_page("a", project))
    assert len(reports) == 3
    assert all("supervisor of the sandbox" in report for report in reports), reports
