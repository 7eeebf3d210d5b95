"""What the checks of the texts report, and what is right all the same, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Exemption:
    """A literal on a page that one check may report."""

    page: str
    kind: str
    literal: str
    reason: str


EXEMPT = (
    Exemption(
        "docs/publish/dispatch.md", "index",
        "gh workflow run publish.yml --ref main -f environment=testpypi",
        "the table compares a dispatch to TestPyPI with one to PyPI",
    ),
    Exemption(
        "docs/what-changed.md", "index", "testpypi",
        "the sentence says that PyPI does not know the misspelt name",
    ),
    Exemption(
        "docs/troubleshooting/login-required.md", "character", "'·'",
        "PyPI writes it in the titles of its pages",
    ),
    *(
        Exemption(
            "docs/publish/try-offline.md", "character", repr(mark),
            "the report marks its lines with it",
        )
        for mark in "·→✓✗"
    ),
)  # fmt: skip
