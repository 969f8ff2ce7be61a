"""Two organisations with a round each, and one of everything in both: for permission tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from onderling.base.audit import ref
from onderling.base.models import AuditLine, Import, Upload
from onderling.discussion.actions.threads import open_thread, open_wall
from onderling.discussion.actions.writing import SIGNER as GUESTS
from onderling.discussion.actions.writing import write_as_guest, write_comment
from onderling.discussion.models import Picture
from onderling.discussion.rules import Mode
from onderling.formats.library.actions.giving import SIGNER as SENDERS
from onderling.formats.library.models import Contribution, Practice
from onderling.formats.library.rules import State as Stand
from onderling.formats.weblog.actions.articles import take_step, write_article
from onderling.formats.weblog.rules import Step
from onderling.mail.actions import queue
from onderling.mail.actions.mailings import begin_mailing
from onderling.mail.actions.switches import leave_address
from onderling.mail.models import Message
from onderling.mail.rules import Purpose, Recipient
from onderling.offers.models import Asker, Meeting, Offer, Question
from onderling.people.actions.links import personal_address
from onderling.people.actions.newsletter import SALT as NEWSLETTER
from onderling.people.actions.roles import make_first_entry
from onderling.people.models import Membership, Merge, Organisation, Person
from onderling.people.rules import Entry, Group, Role, Scope
from onderling.rounds.actions import change_round
from onderling.rounds.models import CalendarLine, HandOver, Programme, Round
from onderling.rounds.rules import State
from onderling.signups.actions.feeds import renew_feed
from onderling.signups.actions.joining import SIGNER
from onderling.signups.models import (
    AllocationRun,
    Ambassador,
    Lock,
    Match,
    Pair,
    Signup,
    Wish,
)
from onderling.signups.rules import Opinion, SignupState
from tests.looking_back import make_looking_back
from tests.makers import (
    give_role,
    make_meeting,
    make_organisation,
    make_participation,
    make_person,
    make_study_day,
)
from tests.world_answers import said_and_answered
from tests.world_loose import of_no_round
from tests.world_rooms import open_rooms_in


@dataclass(frozen=True)
class Side:
    """One organisation's round and the things in it, under the names that addresses use."""

    round: Round
    things: dict[str, Any]


@dataclass(frozen=True)
class World:
    """Who visits, and what there is to visit. A visitor is a person and how they came in."""

    own: Side
    other: Side
    visitors: dict[str, tuple[Person | None, str]]


def build(*, now: datetime) -> World:
    """Build both sides, with what every address needs."""
    here = make_organisation("Welzijn Havermonde")
    there = make_organisation("Bibliotheek Waterlinde")
    owner = make_person("Peter", "Dijkgraaf")
    karin = make_person("Karin", "Boshuizen", at=here)
    zeynep = make_person("Zeynep", "Demir", at=there)
    chandra = make_person("Chandra", "Ramdin", group=Group.VOLUNTEER, at=here)
    ria = make_person("Ria", "Leenheer", group=Group.VOLUNTEER, at=here)
    other_giver = make_person("Bea", "Naaijkens", at=there)
    jan = make_person("Jan", "Slagter", at=there)
    own = side("studiedag", here, giver=chandra, participant=ria, by=karin, now=now)
    other = side("andere-dag", there, giver=other_giver, participant=jan, by=zeynep, now=now)
    give_role(owner)
    return World(
        own,
        other,
        {
            "anoniem": (None, ""),
            "link": (ria, Entry.LINK),
            "deelnemer": (ria, Entry.CODE),
            "gever": (chandra, Entry.CODE),
            "coördinator": (karin, Entry.CODE),
            "coördinator elders": (zeynep, Entry.CODE),
            "coördinator via link": (karin, Entry.LINK),
            "beheerder": (owner, Entry.CODE),
        },
    )


def side(
    slug: str,
    at: Organisation,
    *,
    giver: Person,
    participant: Person,
    by: Person,
    now: Any,
) -> Side:
    round = make_study_day(slug=slug, state=State.CONFIRMED)
    round.programme = Programme.objects.create(name=f"Reeks {slug}", organisation=at)
    round.save()
    first: Meeting = make_meeting(round, "Soep", giver=giver, room="Keuken")
    Offer.objects.filter(pk=first.offer_id).update(organisation=at)
    second: Meeting = make_meeting(round, "De spiegel", slot=2, room="Wilg")
    mine = make_participation(round, participant, chosen=now)
    companion = make_participation(round, make_person(at=at))
    newcomer = make_participation(round, make_person(at=at))
    Person.objects.filter(pk=newcomer.person_id).update(state=Person.State.UNCONFIRMED)
    on_paper = make_participation(round, make_person(at=at, email=None))
    Wish.objects.create(participation=mine, meeting=second, opinion=Opinion.RANKED, rank=1)
    run = AllocationRun.objects.create(
        round=round, state=AllocationRun.State.PUBLISHED, seed=round.seed, queued=now, by=by
    )
    trial = AllocationRun.objects.create(
        round=round, state=AllocationRun.State.PREVIEW, seed=round.seed, queued=now, by=by
    )
    match = Match.objects.create(
        run=trial, participation=mine, meeting=second, kind="wish", rank=1
    )
    seat = Signup.objects.create(
        participation=mine,
        meeting=second,
        state=SignupState.CONFIRMED,
        sequence=1,
        run=run,
        since=now,
    )
    Meeting.objects.filter(pk=second.pk).update(taken=1)
    waiting = Signup.objects.create(
        participation=mine,
        meeting=first,
        state=SignupState.WAITLISTED,
        sequence=2,
        since=now,
    )
    doubled = make_person(at=at, email=None)
    Person.objects.filter(pk=doubled.pk).update(state=Person.State.MERGED)
    merge = Merge.objects.create(kept=participant, gone=doubled, by=by, at=now)
    pair = Pair.objects.create(round=round, kind=Pair.Kind.LIKE, one=mine, other=companion)
    lock = Lock.objects.create(
        participation=companion, meeting=first, because="Begeleidt", by=by, at=now
    )
    message = Message.objects.create(
        kind="plaatsing",
        scope_ref=f"rounds.round:{round.pk}",
        to_name=str(participant),
        to_address=participant.email or "",
        subject="Uw programma",
        body="Dag",
        message_id=f"<{slug}@voorbeeld.example>",
        not_before=now,
        queued=now,
    )
    mailing = begin_mailing("notice", scope=round, subject="Uw programma", by=by, now=now)
    letter = queue(
        "notice",
        to=Recipient("Bep Bakker", ""),
        subject="Uw programma",
        body="Dag",
        now=now,
        scope_ref=f"rounds.round:{round.pk}",
        mailing=mailing,
    )
    membership = Membership.objects.create(
        person=by, role=Role.COORDINATOR, scope=Scope.ROUND, scope_id=round.pk, since=now
    )
    imported = Import.objects.create(
        kind="people", scope_ref=f"rounds.round:{round.pk}", by_ref="", at=now
    )
    line = CalendarLine.objects.create(
        round=round,
        offset="T-1 week",
        on=round.starts_on - timedelta(days=7),
        who="coördinator",
        what="Deurlijsten",
    )
    change_round(round, theme="Korte lijnen", by=by, now=now)
    changed = AuditLine.objects.get(deed="change_round", scope_ref=ref(round))
    question = Question.objects.create(round=round, topic="Rouw", made=now)
    Asker.objects.create(question=question, person=participant, since=now)
    invitation = Ambassador.objects.create(round=round, person=companion.person, since=now)
    handed = HandOver.objects.create(round=round, old=giver, new=by, at=now)
    looking_back = make_looking_back(round, participant, offer=first.offer, by=by, now=now)
    post = write_comment(
        open_wall(round, now=now), "Kijk eens", by=participant, manages=True, now=now
    )
    Picture.objects.create(comment=post, alt="Handen", width=8, height=6, agreed="Ja", at=now)
    thread = open_thread(
        "Nieuws",
        f"/ronde/{slug}/",
        scope=Scope.ROUND,
        scope_id=round.pk,
        mode=Mode.AFTER,
        now=now,
    )
    article = write_article(
        title=f"Stuk {slug}", author="Karin", words="Kort en *goed*.", by=by, now=now
    )
    take_step(article, Step.PUBLISH, by=by, now=now)
    said = write_as_guest(thread, "Ja", name="Gast", email=f"gast@{slug}.example", now=now)
    upload = Upload.objects.create(key=f"bestand-{slug}", file_name="plan", size=1, at=now)
    tip: dict[str, Any] = {"kind": "tip", "sender": participant, "submitted": now}
    tip |= {"title": "Begin met de jas", "words": "Dan doet iemand mee."}
    given = Contribution.objects.create(
        round=round, state=Stand.MODERATION, upload=upload, **tip
    )
    placed = Contribution.objects.create(state=Stand.PUBLISHED, published=now, **tip)
    practice = Practice.objects.create(
        title="Jas", words="Begin ermee.", writer=by, published=now
    )
    return Side(
        round,
        {
            "question_id": question.pk,
            "comment_id": post.pk,
            "article": article.slug,
            "thread_id": thread.pk,
            "size": "klein",
            "guest_token": GUESTS.sign(str(said.pk)),
            **said_and_answered(round, at, giver, now=now),
            "handed_id": handed.pk,
            **looking_back,
            **open_rooms_in(round, giver=giver),
            "invitation_key": invitation.key,
            "changed_id": changed.pk,
            "slug": round.slug,
            "organisation_id": at.pk,
            "offer_id": first.offer_id,
            "meeting_id": first.pk,
            "participation_id": mine.pk,
            "paper_id": on_paper.pk,
            "other_id": companion.person_id,
            "merge_id": merge.pk,
            "signup_id": seat.pk,
            "waiting_id": waiting.pk,
            "run_id": trial.pk,
            "published_id": run.pk,
            "match_id": match.pk,
            "pair_id": pair.pk,
            "lock_id": lock.pk,
            "message_id": message.pk,
            "mailing_id": mailing.pk,
            "letter_id": letter.pk,
            **of_no_round(slug, now=now),
            "key": "plaatsing",
            "import_id": imported.pk,
            "upload_token": upload.key,
            "contribution_id": given.pk,
            "placed_id": placed.pk,
            "practice_id": practice.pk,
            "contribution_token": SENDERS.sign(str(given.pk)),
            "line_id": line.pk,
            "phase_id": round.phases.get().pk,
            "slot_id": round.slots.earliest("pk").pk,
            "room_id": first.room_id,
            "feed_token": renew_feed(participant, by=participant, now=now).rsplit("/", 1)[-1][
                :-4
            ],
            "person_id": participant.pk,
            "newsletter_token": signing.dumps([participant.email, "Ria"], salt=NEWSLETTER),
            "leave_token": leave_address(ref(participant), Purpose.BULLETIN).rsplit("/", 2)[-2],
            "kind": "wishing",
            "term": "few_places",
            "desk": "safe_home",
            "paper": "affiche-a4.pdf",
            "file": "personen.csv",
            "membership_id": membership.pk,
            "link_token": personal_address(participant, now=now).rsplit("/", 2)[-2],
            "join_token": SIGNER.sign(str(newcomer.pk)),
            "first_token": make_first_entry(now=timezone.now()).rsplit("/", 2)[-2],
        },
    )
