"""Nouns of the library: what people gave, and what others can use of it."""

from onderling.formats.library.models.contributions import Contribution
from onderling.formats.library.models.practices import Practice

__all__ = ["Contribution", "Practice"]
