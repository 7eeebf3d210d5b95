"""Names of packages that are not the project's, each with its reason."""

#: Other packages that the pages install.
TOOLS = {
    "build": "builds without uv",
    "pip-audit": "looks for known vulnerabilities",
    "pypi-attestations": "verifies a file's attestations",
    "pypistats": "counts downloads",
    "python-semantic-release": "releases by the types of commits",
    "twine": "checks metadata, and uploads by hand",
    "wheel": "unpacks a wheel and packs it again",
    "uv": "runs this guide and its tests",
}

#: page -> the name that its fault's reader has typed into a form, and now types to delete it.
MISTYPED = {"docs/troubleshooting/non-user-identity.md": "open-hostfactory-plugins"}
