"""Deeds with rounds: begin one, change its state, its phases, its calendar, its date."""

from onderling.rounds.actions.audience import set_audience
from onderling.rounds.actions.calendar import (
    add_calendar_line,
    change_calendar_line,
    mark_line,
)
from onderling.rounds.actions.moving import Move, move_date, moves_of
from onderling.rounds.actions.phases import remove_phase, set_phase
from onderling.rounds.actions.rounds import change_round, change_state, make_round

__all__ = [
    "Move",
    "add_calendar_line",
    "change_calendar_line",
    "change_round",
    "change_state",
    "make_round",
    "mark_line",
    "move_date",
    "moves_of",
    "remove_phase",
    "set_audience",
    "set_phase",
]
