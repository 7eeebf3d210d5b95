"""The layout of the code: its rooms, their sizes, and which may import which."""
