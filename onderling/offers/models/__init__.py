"""Offers: what people bring, and the meetings in which they bring it."""

from onderling.offers.models.day import Room, Slot
from onderling.offers.models.meetings import Giving, Meeting, MeetingQuerySet
from onderling.offers.models.offers import Offer, OfferQuerySet, Theme, WorkingForm
from onderling.offers.models.open_rooms import OpenRoom
from onderling.offers.models.questions import Asker, Question

__all__ = [
    "Asker",
    "Giving",
    "Meeting",
    "MeetingQuerySet",
    "Offer",
    "OfferQuerySet",
    "OpenRoom",
    "Question",
    "Room",
    "Slot",
    "Theme",
    "WorkingForm",
]
