"""Gives each fence its verdict: rules, evaluators, the session, the ledger, the pytest plugin."""
