"""What every room leans on: audit lines, receipts of deeds, settings, imports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from onderling.base.faults import fault_said
from onderling.base.privacy import Classified, Personal

WHO_DID_WHAT = Personal("nagaan wie wat veranderde", ground="gerechtvaardigd belang")


class AuditLine(Classified):
    """One deed: who did what to which thing, in the same transaction as the deed itself.

    People and things are opaque references ("rounds.round:3"), so that base knows no room.
    """

    at = models.DateTimeField(db_index=True)
    actor_ref = models.CharField(max_length=80, blank=True)
    deed = models.CharField(max_length=60)
    object_ref = models.CharField(max_length=80, db_index=True)
    scope_ref = models.CharField(max_length=80, blank=True, db_index=True)

    personal = {"actor_ref": WHO_DID_WHAT, "object_ref": WHO_DID_WHAT}
    impersonal = "at deed scope_ref"

    class Meta:
        ordering = ["-pk"]
        # The last deed of some kinds in a round: the programme asks for it on every page.
        indexes = [models.Index(fields=["scope_ref", "deed"], name="audit_by_deed")]

    def __str__(self) -> str:
        return f"{self.deed} {self.object_ref}"


class AuditDetail(Classified):
    """Old and new values of one deed. Blanked when a person is erased; the line stays."""

    line = models.OneToOneField(AuditLine, models.CASCADE, related_name="detail")
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    because = models.TextField(blank=True)

    personal = {"old": WHO_DID_WHAT, "new": WHO_DID_WHAT, "because": WHO_DID_WHAT}
    impersonal = "line"

    def __str__(self) -> str:
        return self.because


class Receipt(Classified):
    """The answer to one filled-in form, kept under the hidden key of that form.

    A double click, the back button or a retry after a kill finds the answer of the first time.
    """

    key = models.CharField(max_length=64)
    path = models.CharField(max_length=300)
    answer = models.JSONField()
    at = models.DateTimeField(db_index=True)

    impersonal = "key path answer at"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "path"], name="receipt_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.path


class Draft(Classified):
    """What somebody typed into a long form and did not save yet; forgotten after 30 days."""

    owner_ref = models.CharField(max_length=80)
    form = models.CharField(max_length=300)  # the address that the form is sent to
    typed = models.JSONField(default=list)
    at = models.DateTimeField(db_index=True)

    personal = {
        name: Personal("teruggeven wat u typte en nog niet bewaarde", keep="30d")
        for name in ("owner_ref", "typed")
    }
    impersonal = "form at"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_ref", "form"], name="draft_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.form


class Upload(Classified):
    """A PDF that somebody sent: looked into and made safe by the worker before anybody gets it.

    `kept_ref` is what it belongs to; a file that belongs to nothing is cleaned up. `open` says
    that everybody who has its address may have it: the room decides, by a deed.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wordt nagekeken")
        SAFE = "safe", _("nagekeken")
        REFUSED = "refused", _("niet geplaatst")

    key = models.CharField(max_length=40, unique=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    pages = models.PositiveIntegerField(null=True)
    removed = models.JSONField(default=list)
    fault = models.CharField(max_length=20, blank=True)
    kept_ref = models.CharField(max_length=80, blank=True, db_index=True)
    open = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField()

    personal = {
        name: Personal("een bestand van u laten zien", ground="toestemming", keep="altijd")
        for name in ("file_name", "kept_ref")
    }
    impersonal = "key size state pages removed fault open attempts at"

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "at"], name="upload_to_look_at")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_to_be_had(self) -> bool:
        """Say whether everybody who has its address gets it."""
        return self.open and self.state == self.State.SAFE

    @property
    def fault_said(self) -> str:
        return fault_said(self.fault) if self.fault else ""


class SearchDocument(Classified):
    """Something that everybody may find: written by the deed that shows it, gone with it."""

    ref = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)

    impersonal = "ref kind title text url"

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class SearchWord(Classified):
    """The stem of a word in a document, and how much it weighs there."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="stems")
    stem = models.CharField(max_length=40, db_index=True)
    weight = models.PositiveSmallIntegerField()

    impersonal = "document stem weight"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "stem"], name="search_word_once"),
        ]

    def __str__(self) -> str:
        return self.stem


class Setting(Classified):
    """A threshold, term or text of this install, with its reason and its date (X-13).

    The row with the latest `since` counts; older rows are the history.
    """

    name = models.CharField(max_length=60, db_index=True)
    value = models.JSONField()
    because = models.CharField(_("reden"), max_length=300)
    since = models.DateTimeField()
    by_ref = models.CharField(max_length=80, blank=True)

    personal = {"by_ref": WHO_DID_WHAT}
    impersonal = "name value because since"

    class Meta:
        ordering = ["name", "-since", "-pk"]

    def __str__(self) -> str:
        return self.name


class Import(Classified):
    """One list that somebody brought in, its columns as they were: export equals import.

    `by_ref` is who brought it in, and later who had it taken over.
    """

    class State(models.TextChoices):
        PREVIEW = "preview", _("bekijken")
        QUEUED = "queued", _("staat klaar om in te lezen")
        RUNNING = "running", _("wordt ingelezen")
        DONE = "done", _("ingelezen")
        UNDONE = "undone", _("ongedaan gemaakt")

    kind = models.CharField(max_length=30)
    scope_ref = models.CharField(max_length=80, db_index=True)
    file_name = models.CharField(max_length=200, blank=True)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    by_ref = models.CharField(max_length=80)
    at = models.DateTimeField()
    # How far taking it over is: the job writes this, and the page reads it.
    asked = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0)  # percent
    doing = models.CharField(max_length=120, blank=True)
    touched = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    personal = {"by_ref": WHO_DID_WHAT}
    impersonal = (
        "kind scope_ref file_name header columns state at"
        " asked attempts progress doing touched trouble"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportRow(Classified):
    """One row of an import: its cells as typed, what we found, and what it made or changed."""

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    choice = models.CharField(max_length=20, blank=True)
    object_ref = models.CharField(max_length=80, blank=True)
    made = models.BooleanField(default=False)
    before = models.JSONField(default=dict)

    personal = {
        name: Personal("de lijst teruggeven zoals die binnenkwam", keep="ronde+12m")
        for name in ("cells", "remarks", "object_ref", "before")
    }
    impersonal = "source number choice made"

    class Meta:
        ordering = ["source", "number"]
        constraints = [
            models.UniqueConstraint(fields=["source", "number"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"rij {self.number}"
