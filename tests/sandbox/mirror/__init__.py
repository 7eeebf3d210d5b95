"""Other people's projects: this machine's own package index, read-only and cached."""
