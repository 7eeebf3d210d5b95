"""A module that has the name of one of another program."""
