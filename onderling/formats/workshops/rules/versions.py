"""Which deeds change what the programme shows. The log then knows its version."""


def _deeds(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Deeds after which the list itself is another: texts, times, rooms, phases, states.
CHANGE_LIST = _deeds(
    """
    make_offer change_offer submit_offer ask_changes_offer publish_offer take_back_offer
    withdraw_offer deliver_offer
    make_meeting place_meeting cancel_meeting restore_meeting giver_left put_topic
    add_slot change_slot remove_slot add_room change_room remove_room
    make_round change_round set_audience change_state set_phase remove_phase move_date
    take_over_list undo_list publish_allocation undo_allocation hand_over turn_back_hand_over
    start_group change_group end_group resume_group take_off_group put_back_group
    """
)
# Deeds after which other numbers of people sit in the workshops.
CHANGE_PLACES = _deeds(
    """
    take_place seat_at_door exchange_place give_back leave_queue move_up pass_on
    seat_run unseat_run
    publish_allocation undo_allocation set_state cancel_meeting restore_meeting
    place_meeting make_meeting take_over_list undo_list
    """
)
# Deeds on the round that the programme does not show. A test asks of every new deed of these
# rooms in which of the three lists it belongs.
CHANGE_NEITHER = _deeds(
    """
    add_calendar_line change_calendar_line mark_line
    bring_in_list name_columns throw_list_away stop_list
    accept_late take_part save_wishes merge_wishes show_link revoke_links
    lock_person release_lock queue_run finish_run ask_to_publish move_by_hand forget_hand
    make_ambassador end_ambassador
    set_unanswered stop_calendar_feed renew_calendar_feed send_mailing tell_change
    tick_there untick_there note_missed forget_missed add_keeper remove_keeper
    propose_exchange withdraw_exchange ask_for answer_question remove_question
    confirm_giving unconfirm_giving remind_givers open_rooms
    save_notes add_taker remove_taker remind_notes open_row reword_row drop_row
    silence_row
    row_assign row_take_up row_decide row_finish row_forward row_take_back row_report
    add_quote withdraw_quote
    add_photos tell_photo answer_photo take_off_photo put_back_photo drop_photo
    ask_photos remind_photos
    row_merge row_split row_apart row_reword look_at_row
    set_addressee remove_addressee ask_answers remind_answers
    """
)
