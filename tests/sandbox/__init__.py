"""A sandbox for the guide's commands: real programs, stand-in services, no other host."""
