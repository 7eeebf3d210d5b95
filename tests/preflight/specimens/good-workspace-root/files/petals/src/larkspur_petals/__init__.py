"""How many petals a larkspur has."""

PETALS = 5
