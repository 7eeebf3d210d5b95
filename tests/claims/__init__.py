"""The record of the sentences that readers see: a changed one fails until you look it up."""
