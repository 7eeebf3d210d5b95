"""The PyPI stand-in held against answers of PyPI's own server code, row by row, over HTTP.

`uv run pytest tests/contracts` replays the compact copy in `oracle/`; `ORACLE=DIR` another folder.
"""
