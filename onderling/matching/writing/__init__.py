"""From a problem or a result to a file; never a file that is half written."""

from onderling.matching.writing.files import write_empty, write_problem, write_result
from onderling.matching.writing.unwritable import Unwritable

__all__ = ["Unwritable", "write_empty", "write_problem", "write_result"]
