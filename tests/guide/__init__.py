"""This guide's own rules: the order of a failure page, workflow fragments, faults, the sandbox."""
