"""A read-only, cached mirror of this machine's package index, and the stores of uv's caches."""
