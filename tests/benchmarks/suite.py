"""Times the whole suite, each page, and the harness's share compared with one plain bash."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections import Counter
from collections.abc import Iterator

from tests import ROOT
from tests.benchmarks.timing import python, seconds
from tests.pages import form_fields
from tests.pages.fences import Fence
from tests.pages.page import Docs, Page
from tests.sandbox.sandbox import Sandbox

#: Pages from a new sandbox to a release on PyPI, each in the state after the one before.
CHAIN = (
    "setup/testpypi.md", "setup/environments.md", "publish/dispatch.md", "setup/pypi.md",
    "publish/release.md",
)  # fmt: skip
_END = "-- end of the block --"


def measurements() -> Iterator[str]:
    yield f"uv run pytest: {seconds(lambda: python('-m', 'pytest', '-q')):.1f} s"
    spent: Counter[str] = Counter()
    for fence in json.loads((ROOT / ".cache" / "verdicts.json").read_text())["fences"]:
        spent[fence["page"]] += fence["seconds"]
    for page, total in spent.most_common():
        yield f"{page}: {total:.1f} s" if total >= 0.05 else f"{page}: under 0.05 s"
    yield from _share()


def _share() -> Iterator[str]:
    """CHAIN by the harness and by bash in turn, three times; the shortest times are compared."""
    pages = [f"docs/{name}" for name in CHAIN]
    rounds = [(_harness(pages), _plain(pages)) for _ in range(3)]
    harness, plain = (min(times) for times in zip(*rounds, strict=True))
    share = (harness - plain) / harness * 100
    yield f"{', '.join(CHAIN)}: {harness:.1f} s by the harness, without its start"
    yield f"the same commands in a plain bash: {plain:.1f} s; the harness's share {share:.0f} %"


def _harness(pages: list[str]) -> float:
    """The seconds of all fences in the ledger of a run of these pages."""
    python("-m", "pytest", "-q", "-n0", *pages)
    ledger = json.loads((ROOT / ".cache" / "verdicts.json").read_text())
    return float(sum(fence["seconds"] for fence in ledger["fences"]))


def _plain(names: list[str]) -> float:
    """The seconds of the fences in one sandbox, with a plain bash for each page."""
    docs, sandbox = Docs(ROOT), Sandbox()
    try:
        return sum(_page(sandbox, docs.page(name)) for name in names)
    finally:
        sandbox.close()


def _page(sandbox: Sandbox, page: Page) -> float:
    """The seconds of the fences of one page."""
    shell = subprocess.Popen(
        ["bash"], cwd=sandbox.folder, env=dict(sandbox.environment), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    begun = time.perf_counter()
    for fence in page.fences:
        _fence(sandbox, shell, fence)
    elapsed = time.perf_counter() - begun
    shell.communicate(timeout=600)
    return elapsed


def _fence(sandbox: Sandbox, shell: subprocess.Popen[str], fence: Fence) -> None:
    """Submits the form, or runs the commands and waits until _END is printed."""
    if fence.language == "form":
        sandbox.browser.submit(fence.attributes["title"], form_fields.parse(fence.text))
    elif fence.language in ("bash", "console"):
        lines = re.findall(r"^\$ (.*)$", fence.text, re.MULTILINE)
        text = fence.text if fence.language == "bash" else "\n".join(lines)
        assert shell.stdin is not None and shell.stdout is not None
        shell.stdin.write(f"{text}\necho {_END!r}{os.linesep}")
        shell.stdin.flush()
        while (line := shell.stdout.readline()) and _END not in line:
            pass
