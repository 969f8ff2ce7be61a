"""Writing who should be together, who must not, and who is fixed where."""

from onderling.formats.workshops.actions.imports.writing import Writing
from onderling.formats.workshops.rules.special import SpecialPlan
from onderling.signups.models import Lock, Pair


def write_special(writing: Writing) -> None:
    """Make the pairs and the fixed places of the list; change what was there."""
    rows: list[tuple[int, SpecialPlan]] = list(writing.plans())
    _pairs(writing, [(number, plan) for number, plan in rows if plan.kind != "lock"])
    _locks(writing, [(number, plan) for number, plan in rows if plan.kind == "lock"])


def _pairs(writing: Writing, rows: list[tuple[int, SpecialPlan]]) -> None:
    there = {
        frozenset((pair.one_id, pair.other_id)): pair for pair in writing.round.pairs.all()
    }
    made, changed = [], []
    for number, plan in rows:
        pair = there.get(frozenset((plan.one, plan.other)))
        if pair is None:
            pair = Pair(
                round=writing.round,
                kind=plan.kind,
                one_id=plan.one,
                other_id=plan.other,
                because=plan.because,
            )
            made.append((number, pair))
            continue
        differs = writing.journal.change(number, pair, "kind", plan.kind)
        if plan.because:
            differs = writing.journal.change(number, pair, "because", plan.because) or differs
        if differs:
            changed.append(pair)
        writing.journal.is_about(number, pair, made=False)
    Pair.objects.bulk_create([pair for _, pair in made], batch_size=500)
    for number, pair in made:
        writing.journal.make(number, pair, "kind", "because")
        writing.journal.is_about(number, pair, made=True)
    Pair.objects.bulk_update(changed, ["kind", "because"], batch_size=500)


def _locks(writing: Writing, rows: list[tuple[int, SpecialPlan]]) -> None:
    there = {
        (lock.participation_id, lock.meeting_id): lock
        for lock in Lock.objects.filter(participation__round=writing.round)
    }
    made, changed = [], []
    for number, plan in rows:
        lock = there.get((plan.one, plan.other))
        if lock is None:
            lock = Lock(
                participation_id=plan.one,
                meeting_id=plan.other,
                because=plan.because,
                by=writing.by,
                at=writing.now,
            )
            made.append((number, lock))
            continue
        if writing.journal.change(number, lock, "because", plan.because):
            changed.append(lock)
        writing.journal.is_about(number, lock, made=False)
    Lock.objects.bulk_create([lock for _, lock in made], batch_size=500)
    for number, lock in made:
        writing.journal.make(number, lock, "because")
        writing.journal.is_about(number, lock, made=True)
    Lock.objects.bulk_update(changed, ["because"], batch_size=500)
