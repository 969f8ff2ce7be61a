"""The Dutch words for deeds with what people asked, in the log book."""

from django.utils.translation import gettext_lazy as _

ANSWER_DEEDS = {
    "drop_row": _("haalde een vraag weg"),
    "reword_row": _("verwoordde een vraag anders"),
    "open_row": _("zette een vraag in de lijst van antwoorden"),
    "remind_notes": _("herinnerde wie nog niets opschreef"),
    "remove_taker": _("liet iemand niet meer opschrijven wat uit een workshop kwam"),
    "add_taker": _("liet iemand opschrijven wat uit een workshop kwam"),
    "save_notes": _("schreef op wat uit een workshop kwam"),
    "row_assign": _("gaf een vraag aan wie antwoordt"),
    "row_take_up": _("nam een vraag in behandeling"),
    "row_decide": _("antwoordde op een vraag"),
    "row_finish": _("schreef op dat een vraag gedaan is"),
    "row_forward": _("stuurde een vraag door"),
    "row_take_back": _("nam een antwoord terug"),
    "row_report": _("vertelde wat er met een vraag gebeurde"),
    "row_merge": _("voegde vragen samen"),
    "row_split": _("splitste een vraag"),
    "row_apart": _("haalde vragen weer uit elkaar"),
    "set_addressee": _("schreef op wie antwoordt"),
    "remove_addressee": _("haalde weg wie antwoordt"),
    "add_quote": _("bewaarde een citaat"),
    "withdraw_quote": _("nam een citaat terug"),
    "ask_answers": _("vroeg om antwoord"),
    "remind_answers": _("herinnerde wie antwoordt"),
}
