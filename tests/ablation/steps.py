"""The steps of the guide's road: the blocks of its pages that do something, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from overrides.hooks.ablation import SEPARATOR
from tests import ROOT
from tests.guide.project import project
from tests.guide.sandbox_environment import SandboxEnvironment
from tests.pages.fences import Fence
from tests.pages.page import Docs, Page
from tests.pages.prerequisites import prerequisites

#: The pages of the main road, and of the other ways, which begin where the main road has got to
#: before START.
MAIN = (
    "setup/before-you-begin.md", "setup/accounts.md", "setup/testpypi.md", "setup/pypi.md",
    "setup/environments.md",
    "publish/try-offline.md", "publish/dispatch.md", "publish/release.md",
    "verify/install.md", "verify/provenance.md", "verify/monitor.md",
)  # fmt: skip
OTHER = ("publish/by-hand.md", "publish/existing-project.md", "publish/migrate.md")
START = "publish/dispatch.md"
ROADS = {"main": MAIN, "other": OTHER}
#: The heading under which blocks only confirm what was done.
CONFIRM = "Confirm"

DOCS = Docs(ROOT)
PROJECT = project(SandboxEnvironment)


@dataclass(frozen=True)
class Step:
    """One block. `name` is unique: the page, the heading, the block's first line or its title."""

    fence: Fence
    name: str

    @property
    def path(self) -> str:
        """The path of its page below the folder of pages."""
        return self.name.partition(SEPARATOR)[0]

    @property
    def optional(self) -> str | None:
        """The reason why the reader may leave it out."""
        return self.fence.attributes.get("data-optional")

    @property
    def confirms(self) -> bool:
        return self.fence.heading == CONFIRM

    @property
    def required(self) -> bool:
        """Whether a later step has to fail without this one."""
        return not self.confirms and self.optional is None


def page(path: str) -> Page:
    """The page at a path below the folder of pages."""
    return DOCS.page(DOCS.page_name(path))


@cache
def steps_of(path: str) -> tuple[Step, ...]:
    """The steps of a page."""
    seen: Counter[str] = Counter()
    found = []
    for fence in page(path).fences:
        if not PROJECT.rules.mutates(fence):
            continue
        label = _label(fence)
        seen[label] += 1
        again = f" ({seen[label]})" if seen[label] > 1 else ""
        found.append(Step(fence, SEPARATOR.join((path, fence.heading, f"{label}{again}"))))
    return tuple(found)


def _label(fence: Fence) -> str:
    title = fence.attributes.get("title")
    return title or fence.text.partition("\n")[0].removesuffix("\\").strip()


def all_steps(road: Sequence[str]) -> list[Step]:
    """The steps of the pages of a road."""
    return [step for path in road for step in steps_of(path)]


def following(path: str, road: Sequence[str]) -> list[str]:
    """The later pages that build on `path`, and the pages that these need, in the road's order."""
    later = road[road.index(path) + 1 :] if path in road else ()
    needs = {one: {each.name for each in prerequisites(DOCS, page(one))} for one in later}
    dependent = [one for one in later if DOCS.page_name(path) in needs[one]]
    wanted = set(dependent).union(
        one for one in later if any(DOCS.page_name(one) in needs[each] for each in dependent)
    )
    return [one for one in later if one in wanted]
