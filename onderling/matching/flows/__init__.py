"""Minimum-cost flow, the solver of everything that is a network. In: arrays. Out: arrays."""
