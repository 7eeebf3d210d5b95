"""Compares the stand-ins with recorded answers of the real services, row by row, over HTTP.

`uv run pytest tests/contracts` replays the rows in `oracle/`; `ORACLE=DIR` those of another folder.
"""

import pytest

# pytest shows both sides of an assertion only in modules that it has rewritten.
pytest.register_assert_rewrite("tests.contracts.assertions")
