"""How the harness judges from the state of the world that a fault is mended."""
