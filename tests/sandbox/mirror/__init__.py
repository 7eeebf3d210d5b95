"""Other people's projects: a read-only, cached mirror of this machine's package index."""
