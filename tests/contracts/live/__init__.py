"""The contracts that need no account, held against stand-ins always and real services on demand.

`uv run pytest --live` asks pypi.org, test.pypi.org and api.github.com, and runs nothing else.
"""
