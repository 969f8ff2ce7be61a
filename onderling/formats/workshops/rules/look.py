"""The one door to looking at a list, whatever its kind."""

from onderling.formats.workshops.rules.listed import Listed
from onderling.formats.workshops.rules.offers import look_at_organisations, look_at_workshops
from onderling.formats.workshops.rules.people import look_at_people
from onderling.formats.workshops.rules.remarks import Look, Remark, Severity
from onderling.formats.workshops.rules.schedule import look_at_schedule
from onderling.formats.workshops.rules.sessions import look_at_sessions
from onderling.formats.workshops.rules.special import look_at_special
from onderling.formats.workshops.rules.wishes import look_at_wishes
from onderling.formats.workshops.rules.world import World

LOOKS = {
    "organisations": look_at_organisations,
    "people": look_at_people,
    "workshops": look_at_workshops,
    "sessions": look_at_sessions,
    "wishes": look_at_wishes,
    "special": look_at_special,
    "schedule": look_at_schedule,
}


def look_at(kind: str, listed: Listed, world: World) -> Look:
    """Say for each row of the list what taking it over does, and what is odd about it."""
    look = LOOKS[kind](listed, world)
    added = [listed.header[i].strip() for i, key in listed.columns.items() if key == "added"]
    if added:
        names = "\n".join(added)
        look.general.append(Remark("added_columns", Severity.NOTE, more={"names": names}))
    kept = [
        title.strip()
        for index, title in enumerate(listed.header)
        if index not in listed.columns and title.strip()
    ]
    if kept:
        names = "\n".join(kept)
        look.general.append(Remark("kept_columns", Severity.NOTE, more={"names": names}))
    return look
