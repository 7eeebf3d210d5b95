"""Measures how long the guide's tests take, and how much of that the harness takes."""
