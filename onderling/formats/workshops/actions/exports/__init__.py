"""Lists that go out again: the columns that came in, with what is true now."""
