"""Faults on purpose: killed processes, full disks, clocks set back, many requests at once."""
