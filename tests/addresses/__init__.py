"""Every address and heading of the site that was ever published: none may disappear.

`published.txt` is the list; `uv run python -m tests.addresses` adds what is new.
"""
