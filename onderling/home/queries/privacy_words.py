"""The Dutch words for deeds on what we keep of people."""

from django.utils.translation import gettext_lazy as _

PRIVACY_DEEDS = {
    "erase_person": _("verwijderde gegevens van iemand"),
    "expire_person": _("verwijderde gegevens van iemand na de termijn"),
    "clear_kept": _("gooide gegevens weg na de termijn"),
    "keep_longer": _("bewaart gegevens langer"),
    "stay": _("wil op de lijst blijven"),
    "export_person": _("haalde de eigen gegevens op"),
}
