"""GitHub's hosted runner: the real `act` on this machine, with stand-ins for the actions."""
