"""What the reader's programs and a runner's jobs may not use: the kernel refuses it."""

from __future__ import annotations

import pytest

from tests.sandbox.sandbox import Sandbox

_WORKFLOW = """
name: Try
on: push
jobs:
  try:
    runs-on: ubuntu-latest
    steps:
      - run: ({command}) || true
"""


@pytest.mark.parametrize(
    ("command", "access"),
    [
        ("cat {root}/home/.gitconfig", "cat may not read {root}/home/.gitconfig"),
        ("echo x >{root}/work/x", "bash may not change {root}/work/x"),
        ("ls {root}/snapshots", "ls may not read {root}/snapshots"),
        ("echo x >/dev/tcp/192.0.2.1/443", "bash may not connect to 192.0.2.1:443"),
    ],
)
def test_a_job_has_no_access_to_the_reader_s_machine(
    restored_sandbox: Sandbox, command: str, access: str
) -> None:
    """A hosted runner is another machine."""
    text = _WORKFLOW.format(command=command.format(root=restored_sandbox.root))
    restored_sandbox.refused_accesses()
    assert restored_sandbox.github.try_workflow(text, ".github/workflows/try.yml") is None
    assert restored_sandbox.refused_accesses() == [access.format(root=restored_sandbox.root)]


@pytest.mark.parametrize("name", ["services", "snapshots", "lock"])
def test_the_reader_s_programs_have_no_access_to_the_stand_ins(
    restored_sandbox: Sandbox, name: str
) -> None:
    place = f"{restored_sandbox.root}/{name}"
    restored_sandbox.refused_accesses()
    assert restored_sandbox.run("bash", "-c", f"ls {place}; echo x >>{place}/x").returncode != 0
    assert restored_sandbox.run("cat", place).returncode != 0
    assert f"cat may not read {place}" in restored_sandbox.refused_accesses()


def test_another_sandbox_can_be_neither_read_nor_written(restored_sandbox: Sandbox) -> None:
    other = Sandbox()
    try:
        done = restored_sandbox.run("bash", "-c", f"ls {other.root}/home; touch {other.folder}/x")
        assert done.returncode != 0
        assert len(restored_sandbox.refused_accesses()) == 2
        port = other.network.proxy_port
        connect = f"exec 3<>/dev/tcp/127.0.0.1/{port}"
        assert restored_sandbox.run("bash", "-c", connect).returncode != 0
        assert restored_sandbox.refused_accesses() == [f"bash may not connect to 127.0.0.1:{port}"]
    finally:
        other.close()


def test_the_list_of_processes_is_no_attempt_to_leave(restored_sandbox: Sandbox) -> None:
    """ps(1), which a machine may not have, reads the environment of each process."""
    restored_sandbox.refused_accesses()
    as_ps = "cp $(command -v cat) ~/ps; ~/ps /proc/1/environ"
    assert restored_sandbox.run("bash", "-c", as_ps).returncode == 1
    assert restored_sandbox.refused_accesses() == []
