"""The rules as an integer program, and HiGHS, for what no network can say."""
