"""The tests of the almanac."""
