"""How a page becomes verdicts: fences, what they mean, their shell, the ledger."""
