"""A world in which the guide's commands run: real programs, stand-in services, no way out."""
