"""The person's machine: the variables that the tests take from it, and what they need of it."""
