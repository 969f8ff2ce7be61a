"""What every wish form shares: the rule of the round, the words, and what somebody needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onderling.offers.models import Meeting, Slot
from onderling.people.actions.consent import consents_of
from onderling.people.models import Consent
from onderling.signups.models import ChoiceRule, Participation
from onderling.signups.queries import doors_of
from onderling.signups.rules import Opinion

ORDINALS = [
    gettext_lazy("Eerste wens"),
    gettext_lazy("Tweede wens"),
    gettext_lazy("Derde wens"),
    gettext_lazy("Vierde wens"),
    gettext_lazy("Vijfde wens"),
    gettext_lazy("Zesde wens"),
]
OPINIONS = [
    ("", gettext_lazy("Geen mening")),
    (str(Opinion.ALSO_GOOD), gettext_lazy("Ook goed")),
    (str(Opinion.RATHER_NOT), gettext_lazy("Liever niet")),
    (str(Opinion.CANNOT), gettext_lazy("Kan niet")),
]


def rule_of(participation: Participation) -> ChoiceRule:
    """How people choose in this round."""
    found = ChoiceRule.objects.filter(round=participation.round_id).first()
    return found or ChoiceRule(round=participation.round)


def ordinal_of(number: int) -> str:
    """Name a wish: the first is “Eerste wens”."""
    return str(ORDINALS[number - 1]) if number <= len(ORDINALS) else f"{number}e wens"


class ChoosingForm(forms.Form):
    """The part of a wish form that is the same for one list and for a choice per slot."""

    mark_optional = False

    def __init__(
        self,
        participation: Participation,
        rule: ChoiceRule,
        *args: Any,
        late_question: bool = False,
        asks_sharing: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.participation = participation
        self.rule = rule
        self.most = rule.wishes
        self.slots = list(participation.round.slots.filter(kind=Slot.Kind.WORKSHOPS))
        self.gives = given_by(participation)
        self.shut = doors_of(participation.round).shut_to(participation.organisation_id)
        self._add_questions(late_question=late_question, asks_sharing=asks_sharing)

    def _add_questions(self, *, late_question: bool, asks_sharing: bool) -> None:
        person = self.participation.person
        self.fields["neem_mee"] = forms.CharField(
            label=_("Dit neem ik mee"),
            help_text=_(
                "Wat u zelf al weet of hebt gezien. De gever van de workshop leest dit."
            ),
            max_length=200,
            required=False,
            initial=self.participation.brings,
        )
        self.fields["nodig"] = forms.CharField(
            label=_("Wat hebt u nodig om goed mee te doen?"),
            max_length=200,
            required=False,
            initial=person.access_needs,
        )
        if asks_sharing:
            last = consents_of(person).get(Consent.Purpose.NEEDS)
            self.fields["meelezen"] = forms.BooleanField(
                label=_("Wie mijn workshop geeft, mag lezen wat ik nodig heb"),
                required=False,
                initial=last is not None and last.answer == Consent.Answer.GIVEN,
            )
        self.fields["eten"] = forms.CharField(
            label=_("Wat eet u niet?"), max_length=120, required=False, initial=person.diet
        )
        if late_question:
            self.fields["te_laat"] = forms.BooleanField(
                label=_("Deze wensen kwamen na de sluiting binnen"), required=False
            )

    def typed_back(self) -> list[tuple[str, list[str]]]:
        """What somebody typed, in words, so that nothing is lost when it cannot be saved."""
        answers = [
            (str(self[name].label), str(self[name].value() or "").strip())
            for name in ("nodig", "eten", "neem_mee")
        ]
        return [(label, [answer]) for label, answer in answers if answer]


def given_by(participation: Participation) -> dict[int, Meeting]:
    """What this person gives, by the slots it takes: then they cannot choose."""
    slots = list(participation.round.slots.all())
    given = (
        Meeting.objects.on()
        .filter(givings__person=participation.person_id, offer__round=participation.round_id)
        .select_related("offer", "slot", "last_slot")
    )
    return {
        slot.pk: meeting
        for meeting in given
        for slot in slots
        if meeting.starts and meeting.ends
        if slot.starts < meeting.ends and meeting.starts < slot.ends
    }
