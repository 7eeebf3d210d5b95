"""What is built from main, or what lies in dist/, is not as an index wants it."""

from __future__ import annotations
