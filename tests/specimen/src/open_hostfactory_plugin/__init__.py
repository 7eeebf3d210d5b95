"""Stand-in for the Open Host Factory Plugin: its name, entry points and a dependency."""
