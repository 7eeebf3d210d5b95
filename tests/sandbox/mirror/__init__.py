"""The mirror of this machine's package index, read-only and cached, for other people's projects."""
