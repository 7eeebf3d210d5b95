"""The PyPI stand-in held against answers of PyPI's own server code, row by row, over HTTP.

`uv run pytest tests/contracts` replays the compact copy in `oracle/`; `ORACLE=DIR` another folder.
"""

import pytest

# An assertion that fails says what the two sides were.
pytest.register_assert_rewrite("tests.contracts.answers")
