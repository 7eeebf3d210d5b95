"""Packages of others that the pages install, each with its reason."""

#: Other packages that the pages install.
TOOLS = {
    "build": "builds without uv",
    "pip-audit": "looks for known vulnerabilities",
    "pypi-attestations": "verifies a file's attestations",
    "pypistats": "counts downloads",
    "python-semantic-release": "releases by the types of commits",
    "twine": "checks metadata, and uploads by hand",
    "uv": "runs this guide and its tests",
}
