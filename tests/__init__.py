"""The guide's tests: a harness that executes pages, and the sandbox that they run in."""
