"""The evaluators: one for each kind of fence."""
