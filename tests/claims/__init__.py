"""The record of the sentences about services: a changed one fails until you look it up."""
