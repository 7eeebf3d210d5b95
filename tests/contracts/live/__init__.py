"""The contracts that need no account: for the stand-ins always, for the real services on request.

`uv run pytest --live` runs only these tests, against pypi.org, test.pypi.org and api.github.com.
"""
