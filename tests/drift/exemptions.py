"""Names of others that the pages may use, each with its reason."""

from dataclasses import dataclass

#: Other packages that the pages install.
TOOLS = {
    "build": "builds without uv",
    "pip-audit": "looks for known vulnerabilities",
    "pypi-attestations": "verifies a file's attestations",
    "pypistats": "counts downloads",
    "twine": "checks metadata, and uploads by hand",
    "uv": "runs this guide and its tests",
}


@dataclass(frozen=True)
class Exemption:
    """A wrong name that one page may use outside a `refused` fence."""

    page: str
    name: str
    reason: str


EXEMPT = (
    Exemption("docs/reference/names.md", "test-pypi", "a column of names that do not exist"),
    Exemption("docs/troubleshooting/invalid-publisher.md", "test-pypi", "the usual misspelling"),
    Exemption("docs/what-changed.md", "test-pypi", "quotes the old guide"),
)
