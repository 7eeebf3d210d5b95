"""GitHub's runner: the real `act` on this machine, with small stand-ins for the actions."""
