"""An index is out of order, or has rules that the project meets now."""

from __future__ import annotations
