"""From a file to a problem, or to a list of faults; never something half-read."""

from onderling.matching.reading.read import Reading, read_content, read_file, read_rows

__all__ = ["Reading", "read_content", "read_file", "read_rows"]
