"""Packages of others that the pages install, each with its reason."""

#: Other packages that the pages install.
TOOLS = {
    "build": "builds without uv",
    "pip-audit": "looks for known vulnerabilities",
    "pypi-attestations": "verifies a file's attestations",
    "pypistats": "counts downloads",
    "twine": "checks metadata, and uploads by hand",
    "wheel": "unpacks a wheel and packs it again",
    "uv": "runs this guide and its tests",
}
