"""The sandbox: real programs, stand-in services, and no other host."""
