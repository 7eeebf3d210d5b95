"""Measures how long the tests take, where the time goes, and the harness's own share of it."""
