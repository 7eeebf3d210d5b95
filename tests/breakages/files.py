"""What lies in the reader's dist/ is not what was built, or not what an index takes."""

from __future__ import annotations
