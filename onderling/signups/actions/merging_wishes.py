"""Two participations of one person in one round: what is asked, and what becomes of them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from onderling.people.actions.moving import Moving, Question
from onderling.people.models import Affiliation, Person
from onderling.signups.actions.seat_merging import merge_seats, overlap
from onderling.signups.actions.seat_rows import stretches_of
from onderling.signups.models import Lock, Match, Pair, Participation, Reason
from onderling.signups.rules import Opinion

Both = tuple[Participation, Participation]
State = Participation.State
# Somebody who comes by one of the two comes.
STRONGEST = [State.COMING, State.INVITED, State.NOT_COMING]


def both_in(kept: Person, gone: Person) -> list[Both]:
    """The rounds in which both records take part."""
    related = ("round", "affiliation__organisation")
    mine = {one.round_id: one for one in kept.participations.select_related(*related)}
    theirs = gone.participations.select_related(*related).order_by("round", "pk")
    return [(mine[one.round_id], one) for one in theirs if one.round_id in mine]


def questions(both: Both) -> Iterator[Question]:
    """As whom somebody comes, and whose wishes count; seats are asked apart."""
    mine, theirs = both
    if _hat(mine) != _hat(theirs):
        said = _("{round}: als wie komt deze persoon?")
        yield Question(
            _key("rol", mine), said.format(round=mine.round), _hat(mine), _hat(theirs)
        )
    if mine.chosen and theirs.chosen and _chosen(mine) != _chosen(theirs):
        said = _("{round}: welke wensen gelden?")
        label = said.format(round=mine.round)
        yield Question(_key("wensen", mine), label, _told(mine), _told(theirs))
    for lock, others in _clashing_locks(both):
        said = _("{round}: waar staat deze persoon vast?")
        titles = ", ".join(other.meeting.offer.title for other in others)
        label = said.format(round=mine.round)
        yield Question(f"vast:{lock.pk}", label, titles, lock.meeting.offer.title)


def ends(both: Both) -> Iterator[str]:
    """What goes without being asked, named beforehand."""
    mine, theirs = both
    if mine.state != theirs.state and State.NOT_COMING in {mine.state, theirs.state}:
        said = _("{round}: op de ene kaart komt deze persoon niet. Samen geldt: {state}.")
        state = State(_strongest(both)).label
        yield said.format(round=mine.round, state=state)
    if mine.code and theirs.code:
        said = _("{round}: nummer {code} op uw lijst vervalt, {stays} blijft.")
        yield said.format(round=mine.round, code=theirs.code, stays=mine.code)
    for pair in _pairs_that_end(both):
        said = _("{round}: de afspraak ‘{kind}’ staat dubbel. Eén ervan vervalt.")
        yield said.format(round=mine.round, kind=pair.get_kind_display())


def merge_participations(moving: Moving, both: Both) -> None:
    """Let everything of the one go to the other, and end the one."""
    mine, theirs = both
    merge_seats(moving, mine, theirs)
    _locks(moving, both)
    _wishes(moving, both)
    _runs(moving, both)
    _pairs(moving, both)
    about = _("de deelname aan {round}").format(round=mine.round)
    changed: dict[str, Any] = {"state": _strongest(both)}
    if not mine.code:
        changed["code"] = theirs.code
    if _hat(mine) != _hat(theirs) and moving.takes_gone(_key("rol", mine)):
        affiliation = bond_of(moving.kept, theirs)
        changed |= {"affiliation": affiliation, "group": theirs.group}
    moving.drop(theirs, about)
    moving.change(mine, about, **changed)


def bond_of(kept: Person, participation: Participation) -> Affiliation | None:
    """The affiliation under which somebody comes, now of the record that stays."""
    bond = participation.affiliation
    if bond is None:
        return None
    alike = kept.affiliations.filter(organisation=bond.organisation_id, group=bond.group)
    return alike.first() or bond


def _wishes(moving: Moving, both: Both) -> None:
    mine, theirs = both
    about = _("de wensen voor {round}").format(round=mine.round)
    differ = mine.chosen and theirs.chosen and _chosen(mine) != _chosen(theirs)
    asked = differ and moving.takes_gone(_key("wensen", mine))
    # Who did not choose may still have said when they are not there.
    only = not mine.chosen and (theirs.chosen or not any(_chosen(mine)))
    winner, other = (theirs, mine) if asked or only else (mine, theirs)
    for row in (*other.wishes.all(), *other.absences.all()):
        moving.drop(row, about)
    if winner is theirs:
        moving.hand_to(mine, [*theirs.wishes.all(), *theirs.absences.all()], about)
        names = ("chosen", "late", "late_accepted", "entered_by")
        moving.change(mine, about, **{name: getattr(theirs, name) for name in names})
    brings = winner.brings or other.brings
    moving.change(mine, about, brings=brings)


def _locks(moving: Moving, both: Both) -> None:
    mine, theirs = both
    clashing = {lock.pk: others for lock, others in _clashing_locks(both)}
    fixed = set(mine.locks.values_list("meeting", flat=True))
    for lock in theirs.locks.select_related("meeting__offer"):
        about = _("de vaste plek bij ‘{title}’").format(title=lock.meeting.offer.title)
        others = clashing.get(lock.pk, [])
        if lock.meeting_id in fixed or (others and not moving.takes_gone(f"vast:{lock.pk}")):
            moving.drop(lock, about)
            continue
        for other in others:
            if Lock.objects.filter(pk=other.pk).exists():  # two may clash with the same one
                moving.drop(other, about)
        moving.hand_to(mine, [lock], about)


def _clashing_locks(both: Both) -> list[tuple[Lock, list[Lock]]]:
    mine, theirs = both
    stretches = stretches_of(mine.round)
    fixed = list(mine.locks.select_related("meeting__offer"))
    found = []
    for lock in theirs.locks.select_related("meeting__offer"):
        others = [one for one in fixed if overlap(stretches, one.meeting, lock.meeting)]
        if others and lock.meeting_id not in {one.meeting_id for one in fixed}:
            found.append((lock, others))
    return found


def _runs(moving: Moving, both: Both) -> None:
    """What a run proposed stays one proposal: of two, that of the record that stays."""
    mine, theirs = both
    about = _("de verdeling van {round}").format(round=mine.round)
    known = {*mine.matches.values_list("run", flat=True)}
    known |= {*mine.reasons.values_list("run", flat=True)}
    rows: list[Match | Reason] = [*theirs.matches.all(), *theirs.reasons.all()]
    for row in rows:
        if row.run_id in known:
            moving.drop(row, about)
        else:
            moving.hand_to(mine, [row], about)


def _pairs(moving: Moving, both: Both) -> None:
    mine, theirs = both
    about = _("een afspraak over samen of niet samen in {round}").format(round=mine.round)
    end = {pair.pk for pair in _pairs_that_end(both)}
    for pair in _pairs_of(theirs):
        if pair.pk in end:
            moving.drop(pair, about)
        else:
            side = "one" if pair.one_id == theirs.pk else "other"
            values: dict[str, Any] = {side: mine}
            moving.change(pair, about, **values)


def _pairs_that_end(both: Both) -> list[Pair]:
    mine, theirs = both
    known = {_partner(pair, mine) for pair in _pairs_of(mine)}
    return [
        pair
        for pair in _pairs_of(theirs)
        if _partner(pair, theirs) in known or _partner(pair, theirs) == mine.pk
    ]


def _pairs_of(participation: Participation) -> list[Pair]:
    one, other = (
        Pair.objects.filter(one=participation),
        Pair.objects.filter(other=participation),
    )
    return [*one, *other]


def _partner(pair: Pair, participation: Participation) -> int:
    return pair.other_id if pair.one_id == participation.pk else pair.one_id


def _strongest(both: Both) -> str:
    return min((State(one.state) for one in both), key=STRONGEST.index)


def _key(what: str, mine: Participation) -> str:
    return f"{what}:{mine.round_id}"


def _hat(participation: Participation) -> str:
    bond = participation.affiliation
    label = dict(Affiliation._meta.get_field("group").choices or ())[participation.group]
    return f"{label}, {bond.organisation}" if bond else str(label)


def _chosen(participation: Participation) -> tuple[set[tuple[int, str, int | None]], set[int]]:
    wishes = set(participation.wishes.values_list("meeting", "opinion", "rank"))
    return wishes, set(participation.absences.values_list("slot", flat=True))


def _told(participation: Participation) -> str:
    """What somebody chose, on one line."""
    ranked = participation.wishes.filter(opinion=Opinion.RANKED)
    rows = ranked.select_related("meeting__offer").order_by("meeting__slot__starts", "rank")
    parts = [row.meeting.offer.title for row in rows]
    parts += [
        _("niet aanwezig in {slot}").format(slot=one.slot.label)
        for one in participation.absences.select_related("slot")
    ]
    return "; ".join(parts) or _("geen wensen")
