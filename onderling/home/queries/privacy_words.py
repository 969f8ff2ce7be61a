"""The Dutch words for deeds on what we keep of people."""

from django.utils.translation import gettext_lazy as _

PRIVACY_DEEDS = {
    "erase_person": _("verwijderde gegevens van iemand"),
    "expire_person": _("verwijderde gegevens van iemand na de termijn"),
    "clear_kept": _("gooide weg wat de termijn voorbij was"),
    "keep_longer": _("bewaart gegevens langer"),
    "stay": _("wil blijven staan"),
    "export_person": _("haalde de eigen gegevens op"),
}
