"""GitHub's hosted runner: the real `act`, with stand-ins for the actions."""
