"""A full disk, few open files, and times in the future: a sentence at most, and no lasting harm."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from tests.faults import full_disk, leftovers
from tests.faults.checkout import LIMIT, Checkout
from tests.machine.requirements import OPEN_FILES

#: The seconds of several runs, of which each has its own limit.
pytestmark = [pytest.mark.faults, pytest.mark.timeout(900)]

PAGE = "docs/setup/pypi.md"
#: A page whose first block leaves no room, and whose other blocks then need some.
FILLING = """# Fill

```bash
head -c 300M /dev/zero > ~/filling 2> /dev/null || true
```

```bash
git init --quiet .
git commit --quiet --allow-empty --message "No room"
head -c 300M /dev/zero > ~/more
```
"""
NO_ROOM = r"No space left on device|Out of diskspace|File size limit|File too large"
YEARS = 10 * 365 * 86_400.0


@pytest.mark.parametrize("way", [full_disk.WAY])
def test_a_full_disk_fails_blocks_in_sentences_and_the_next_run_is_green(
    checkout: Checkout, way: str
) -> None:
    page = checkout.root / "docs/fill.md"
    page.write_text(FILLING)
    before = full_disk.limited(checkout.temporary)
    status = checkout.run("-n", "0", str(page), PAGE, before=before)
    output = checkout.output()
    page.unlink()
    assert status == 1, output
    assert not re.search(r"INTERNALERROR|Traceback", output), output
    assert re.search(NO_ROOM, output), output
    assert checkout.ledger()["fences"]
    assert leftovers.parts(checkout.root / ".cache") == []
    assert checkout.run("-n", "0", PAGE) == 0, checkout.output()
    assert leftovers.folders(checkout.temporary) == []


def test_a_run_needs_no_more_open_files_than_it_says(checkout: Checkout) -> None:
    """With workers and act, at the limit that the machine must allow (tests/machine)."""
    before = ["bash", "-c", f'ulimit -n {OPEN_FILES} && exec "$@"', "bash"]
    pages = ("docs/publish/dispatch.md", PAGE)
    assert checkout.run("-n", "2", *pages, before=before) == 0, checkout.output()


def test_times_in_the_future_harm_no_later_run(checkout: Checkout) -> None:
    """The clock was set back: what a killed run has left, and all that is cached, is from 2036."""
    assert checkout.run("-n", "0", PAGE) == 0, checkout.output()
    run = checkout.start("-n", "0", "docs/publish/dispatch.md")
    deadline = time.monotonic() + LIMIT
    while not leftovers.folders(checkout.temporary):
        assert run.poll() is None and time.monotonic() < deadline, checkout.output(run)
        time.sleep(0.02)
    time.sleep(1)
    os.kill(run.pid, signal.SIGKILL)
    run.wait(LIMIT)
    _move_to_the_future(checkout.temporary, checkout.root / ".cache/index")
    for name in ("verdicts.json", "passed.json"):
        _move_to_the_future(checkout.root / ".cache" / name)
    assert checkout.run("-n", "0", PAGE) == 0, checkout.output()
    assert leftovers.folders(checkout.temporary) == []
    assert PAGE in {fence["page"] for fence in checkout.ledger()["fences"]}


def _move_to_the_future(*places: Path) -> None:
    later = time.time() + YEARS
    for place in places:
        for path in [place, *place.rglob("*")]:
            os.utime(path, (later, later), follow_symlinks=False)
