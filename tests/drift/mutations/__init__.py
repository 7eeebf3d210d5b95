"""Spoils one thing of the guide at a time, and says which spoiled things no test sees."""
