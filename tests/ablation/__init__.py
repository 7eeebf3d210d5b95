"""Leaves out each step of the guide in turn; a later one fails as a failure page explains."""
