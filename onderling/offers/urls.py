"""Addresses of this room."""

from django.urls import path

from onderling.offers.views import (
    board,
    calendar,
    confirming,
    day,
    earlier,
    giving,
    managing,
    moving,
    questions,
    typing,
)

app_name = "offers"
urlpatterns = [
    path("ronde/<slug:slug>/geef/", giving.give, name="give"),
    path("aanbod/<int:offer_id>/", giving.offer, name="offer"),
    path("aanbod/<int:offer_id>/wijzig/", giving.edit, name="edit"),
    path("aanbod/<int:offer_id>/stap/", giving.step, name="step"),
    path("ronde/<slug:slug>/aanbod/", managing.manage, name="manage"),
    path("ronde/<slug:slug>/aanbod/publiceer/", managing.publish, name="publish"),
    path("ronde/<slug:slug>/workshops/typen/", typing.typing, name="type_in"),
    path("ronde/<slug:slug>/aanbod/eerder/", earlier.earlier, name="earlier"),
    path("ronde/<slug:slug>/gevers/", confirming.givers, name="givers"),
    path("bijeenkomst/<int:meeting_id>/ik-geef/", confirming.confirm, name="confirm"),
    path("ronde/<slug:slug>/vragen/", questions.questions, name="questions"),
    path("ronde/<slug:slug>/vragen/stel/", questions.ask, name="ask"),
    path("ronde/<slug:slug>/aanbod/gevraagd/", questions.asked, name="asked"),
    path("vraag/<int:question_id>/", questions.question, name="question"),
    path("vraag/<int:question_id>/ook/", questions.want, name="want"),
    path("ronde/<slug:slug>/dag/", day.day, name="day"),
    path("ronde/<slug:slug>/dag/deel/", day.add_slot, name="add_slot"),
    path("ronde/<slug:slug>/dag/deel/<int:slot_id>/", day.slot, name="slot"),
    path("ronde/<slug:slug>/dag/deel/<int:slot_id>/weg/", day.remove_slot, name="remove_slot"),
    path("ronde/<slug:slug>/dag/zaal/", day.add_room, name="add_room"),
    path("ronde/<slug:slug>/dag/zaal/<int:room_id>/", day.room, name="room"),
    path("ronde/<slug:slug>/dag/zaal/<int:room_id>/weg/", day.remove_room, name="remove_room"),
    path("ronde/<slug:slug>/bord/", board.board, name="board"),
    path("ronde/<slug:slug>/bord/vrij/", board.fill, name="fill"),
    path("ronde/<slug:slug>/bord/ongedaan/", moving.undo, name="undo_move"),
    path("aanbod/<int:offer_id>/kan/", moving.cells_for_offer, name="offer_cells"),
    path("aanbod/<int:offer_id>/zet/", moving.move_offer, name="move_offer"),
    path("bijeenkomst/<int:meeting_id>/kan/", moving.cells, name="cells"),
    path("bijeenkomst/<int:meeting_id>/zet/", moving.move, name="move"),
    path("aanbod/<int:offer_id>/plaats/", board.plan, name="plan"),
    path("bijeenkomst/<int:meeting_id>.ics", calendar.meeting_file, name="meeting_file"),
    path("bijeenkomst/<int:meeting_id>/plaats/", board.place, name="place"),
    path("bijeenkomst/<int:meeting_id>/afzeggen/", board.cancel, name="cancel"),
    path("bijeenkomst/<int:meeting_id>/herstel/", board.restore, name="restore"),
]
