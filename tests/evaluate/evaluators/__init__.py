"""One evaluator for each kind of fence."""
