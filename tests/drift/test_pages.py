"""The names on the pages are those of publish.yml and mkdocs.yml."""

from functools import cache

import pytest

from tests import ROOT
from tests.drift import page_code
from tests.drift.exemptions import EXEMPT, TOOLS, Exemption
from tests.drift.known_names import Known, known, mistake
from tests.drift.name_uses import Claim, claims
from tests.drift.sources import WORKFLOWS, facts

pytestmark = pytest.mark.drift

FILES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PAGES = [path.relative_to(ROOT).as_posix() for path in FILES]


@cache
def names() -> Known:
    return known(facts(), [file.rpartition("/")[2] for file in WORKFLOWS], TOOLS)


@cache
def claimed(page: str) -> list[Claim]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [claim for piece in page_code.read(page, text) for claim in claims(piece)]


def mistakes(page: str) -> list[tuple[Claim, str]]:
    found = [(claim, mistake(claim, names())) for claim in claimed(page) if not claim.refused]
    return [(claim, sentence) for claim, sentence in found if sentence]


@pytest.mark.parametrize("page", PAGES)
def test_every_name_on_the_page_is_one_of_ours(page: str) -> None:
    """No command, form, YAML or link of a page names what the workflow does not have."""
    exempt = {each.name for each in EXEMPT if each.page == page}
    sentences = [text for claim, text in mistakes(page) if claim.name not in exempt]
    if sentences:
        pytest.fail("\n".join(dict.fromkeys(sentences)), pytrace=False)


@pytest.mark.parametrize("each", EXEMPT, ids=lambda each: f"{each.page}-{each.name}")
def test_every_exemption_is_still_needed(each: Exemption) -> None:
    """An exempt name stands on its page, outside refused fences, and is wrong."""
    needed = {claim.name for claim, _ in mistakes(each.page)}
    assert each.name in needed, f"drop it from EXEMPT: {each}"


def test_every_tool_is_still_installed_somewhere() -> None:
    """No package is allowed that no page installs."""
    installed = {claim.name for page in PAGES for claim in claimed(page) if claim.kind == "package"}
    assert set(TOOLS) <= installed, f"drop from TOOLS: {sorted(set(TOOLS) - installed)}"
