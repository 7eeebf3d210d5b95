"""Contracts that need no account: always checked on the stand-ins, on request on real services.

`uv run pytest --live` runs only these tests, against pypi.org, test.pypi.org and api.github.com.
"""
