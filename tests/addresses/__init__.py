"""Every address and heading that the site has ever published; none may disappear.

`published.txt` lists them; `uv run python -m tests.addresses` adds new ones.
"""
