"""People and programs that change something at the stand-ins: commits, releases, tokens."""
