"""Every name in the files of the project is substituted, and every substitution can be undone."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from overrides.hooks.facts import read
from overrides.hooks.facts.identity import identity_of
from tests import ROOT
from tests.identity.identities import AWKWARD, drawn
from tests.identity.renamed_copy import renaming, renaming_back, stated

IDENTITIES = {"awkward": AWKWARD, **{f"seed {n}": drawn(n) for n in range(3)}}
#: What stands around `pypi` and `testpypi` where they are no environments, as a pattern.
NOT_ENVIRONMENTS = {
    "organization of PyPI on GitHub": r"github\.com/pypi/",
    "name of an index for twine": r"--repository testpypi|For twine, the name|twine's name",
    "index for pypi-attestations": r"attestations verify pypi | pypi:",
    "path of the JSON API or of the old upload API": r"pypi(\.python)?\.org/pypi",
    "folder of the stand-in": r'tests/sandbox/pypi/|differences\("pypi"\)',
    "audience of an identity token": r"'audience': '|`aud` \| `pypi`|TestPyPI wants `testpypi`",
    "audience in an answer of the index": r"# > (test\.)?pypi\.org ",
    "beginning of an API token": r'["`]pypi-\\?["`]',
    "words of a log": r"^  - ",
    "meta element of the simple index": r"pypi:project-status",
    "address of this guide": r"git clone https://github\.com/",
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_it_can_be_undone_in_every_file_that_states_names(name: str) -> None:
    """No two names become one, and no text holds another project's name by chance."""
    there, back = renaming(IDENTITIES[name]), renaming_back(IDENTITIES[name])
    for path in stated(ROOT):
        text = (ROOT / path).read_text(encoding="utf-8")
        assert back(there(text)) == text, f"{path}: the substitution cannot be undone"
        assert back(there(path.as_posix())) == path.as_posix()


def test_none_of_our_names_is_left() -> None:
    """What is left of `pypi` and `testpypi` are indexes, each for a reason that is still needed."""
    names = "|".join(
        sorted(map(re.escape, asdict(identity_of(read(ROOT))).values()), key=len, reverse=True)
    )
    whole = re.compile(rf"(?<![\w])(?<![\w][.-])(?:{names})(?![\w])(?![.-]\w)", re.ASCII)
    address, needed, renamed = read(ROOT).site_url, set[str](), renaming(AWKWARD)
    for path in stated(ROOT):
        lines = renamed((ROOT / path).read_text(encoding="utf-8")).splitlines()
        for number, line in enumerate(lines, 1):
            rest = line.replace(address.removeprefix("https://").rstrip("/"), "")
            reasons = {why for why, around in NOT_ENVIRONMENTS.items() if re.search(around, rest)}
            needed |= reasons
            left = whole.findall(rest)
            assert not left or reasons, f"{path}:{number}: {left[0]} is still here: {line.strip()}"
    assert needed == set(NOT_ENVIRONMENTS)
