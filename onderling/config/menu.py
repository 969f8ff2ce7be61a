"""What stands in the menus: of the site, of a round, and above its outbox."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from onderling.base.policy import ANYONE, COORDINATOR, OWNER, SIGNED_IN, Policy

# The menu: url name, label, who sees it. A test checks that every name resolves.
MENU: list[tuple[str, Any, Policy]] = [
    ("home:start", _("Start"), ANYONE),
    ("workshops:programme_now", _("Programma"), ANYONE),
    ("home:mine", _("Mijn pagina"), SIGNED_IN),
    ("home:today", _("Vandaag"), COORDINATOR),
    ("home:rounds", _("Rondes"), COORDINATOR),
    ("home:install", _("Beheer"), OWNER),
]
# The menu of one round, for who coordinates it: url name (takes the slug), label.
ROUND_MENU: list[tuple[str, Any]] = [
    ("home:manage", _("Overzicht")),
    ("workshops:imports", _("Inlezen")),
    ("offers:manage", _("Aanbod")),
    ("offers:board", _("Bord")),
    ("signups:people", _("Deelnemers")),
    ("signups:allocation", _("Verdeling")),
    ("signups:papers", _("Papieren")),
    ("mail:outbox", _("Berichten")),
    ("discussion:queue", _("Reacties")),
    ("outcomes:ledger", _("Antwoorden")),
    ("feedback:manage", _("Terugkoppeling")),
    ("evaluation:overview", _("Terugkijken")),
    ("rounds:calendar", _("Kalender")),
    ("rounds:settings", _("Instellingen")),
]
# Which entry of that menu a page belongs to, when its address does not begin with that entry's.
ROUND_MENU_ABOVE: dict[str, str] = {
    "feedback:send": "feedback:manage",
    **dict.fromkeys(["home:audit", "home:put_back"], "home:manage"),
    **dict.fromkeys(["offers:type_in", "offers:question", "offers:givers"], "offers:manage"),
    **dict.fromkeys(
        [
            *("offers:day", "offers:add_slot", "offers:slot", "offers:remove_slot"),
            *("offers:add_room", "offers:room", "offers:remove_room", "offers:plan"),
            *("offers:place", "offers:cancel", "offers:restore", "offers:open_rooms"),
            *("signups:fullness", "signups:change_meeting"),
        ],
        "offers:board",
    ),
    **dict.fromkeys(
        [
            *("signups:passing", "signups:person", "signups:wishes_for", "signups:show_link"),
            *("signups:accept", "signups:coming", "signups:change", "signups:leave_queue"),
            *("signups:correct", "signups:twins", "signups:merge", "signups:cancel"),
        ],
        "signups:people",
    ),
    "signups:keepers": "signups:papers",
    **dict.fromkeys(["outcomes:noted", "outcomes:row", "outcomes:photo"], "outcomes:ledger"),
    "signups:unanswered": "mail:outbox",
    "discussion:judge": "discussion:queue",
    **dict.fromkeys(
        [
            *("rounds:state", "rounds:phases", "rounds:phase", "rounds:remove_phase"),
            *("rounds:hand_over", "rounds:hand_over_back"),
            *("workshops:move", "workshops:copy"),
        ],
        "rounds:settings",
    ),
}
# What a coordinator does from the outbox of a round: url name (takes the slug), label.
OUTBOX_WAYS: list[tuple[str, Any]] = [
    ("signups:new_mailing", _("Schrijf een groep")),
    ("signups:ringing", _("Bellijst en brieven")),
    ("mail:texts", _("Teksten van berichten")),
]
