"""When the larkspur is in flower."""

MONTHS = ("June", "July", "August")
