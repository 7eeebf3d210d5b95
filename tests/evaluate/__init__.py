"""How a fence gets its verdict: rules, evaluators, the session, the ledger, the pytest plugin."""
