"""Eight files of 64 MB at once, and files that are not what they say (S0b-2, S0b-3, S27)."""
