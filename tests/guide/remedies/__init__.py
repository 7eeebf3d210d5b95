"""How the harness judges from the state of the services that a fault is fixed."""
