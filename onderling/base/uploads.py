"""Files that people send: kept under names nobody can guess, made safe, and let go."""

import mimetypes
import os
import secrets
import shlex
import shutil
import subprocess
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.db import models, transaction
from django.http import FileResponse, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from onderling.base.audit import ref
from onderling.base.errors import Refused
from onderling.base.models import Upload
from onderling.base.pdf import Looked, made_safe
from onderling.base.receiving import Received, uploads_folder
from onderling.base.transactions import write_transaction

SALT = "base.upload"
A_DAY = timedelta(days=1)
MOST_TRIES = 3
ROOM_TO_KEEP = 500 * 1024**2  # bytes that must stay free on the disk


@dataclass(frozen=True)
class Stowed:
    """A file on our disk that has no row yet: it waits for the form that it came with."""

    key: str
    file_name: str
    size: int

    @property
    def sealed(self) -> str:
        """For a hidden field: whoever gets the form back need not choose the file again."""
        return signing.dumps(asdict(self), salt=SALT)


def stow(file: Received) -> Stowed:
    """Put a file that came in on our own disk for good. Slow: do it before a deed begins."""
    sent = Path(file.temporary_file_path())
    if shutil.disk_usage(sent.parent).free < ROOM_TO_KEEP:
        raise Refused(_("Er is nu geen ruimte voor bestanden. Stuur uw tekst zonder bestand."))
    stowed = Stowed(secrets.token_urlsafe(24), _shown_name(file.name or ""), file.size or 0)
    kept = _sent(stowed.key)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with sent.open("rb") as written:
        os.fsync(written.fileno())  # who got an answer may count on it
    os.link(sent, kept)
    return stowed


def unseal(sealed: str) -> Stowed | None:
    """Find the file that came with an earlier try of a form; None when it is gone."""
    try:
        stowed = Stowed(**signing.loads(sealed, salt=SALT, max_age=A_DAY))
    except (signing.BadSignature, TypeError):
        return None
    taken = Upload.objects.filter(key=stowed.key).exists()
    return None if taken or not _sent(stowed.key).exists() else stowed


@write_transaction()
def keep_upload(stowed: Stowed, *, of: models.Model, now: datetime) -> Upload:
    """Keep a stowed file with what it belongs to. The worker looks into it soon."""
    return Upload.objects.create(
        key=stowed.key,
        file_name=stowed.file_name,
        size=stowed.size,
        kept_ref=ref(of),
        at=now,
    )


@write_transaction()
def drop_upload(upload: Upload) -> None:
    """Forget a file; it leaves the disk as soon as the deed that wants this is certain."""
    key = upload.key
    upload.delete()
    transaction.on_commit(lambda: _remove(key))


@write_transaction()
def set_open(upload: Upload | None, open: bool) -> None:
    """Let everybody have a file, or nobody any more."""
    if upload is not None:
        Upload.objects.filter(pk=upload.pk).update(open=open)
        upload.open = open


def look_into(upload: Upload) -> Looked | None:
    """Make one waiting file safe, or refuse it; harmless when that was done.

    None when it could not be looked into now: then it waits, and nobody gets it.
    """
    sent, safe = _sent(upload.key), _safe(upload.key)
    safe.parent.mkdir(parents=True, exist_ok=True)
    # Written down first: what kills the worker is not tried for ever.
    with write_transaction():
        waiting = Upload.objects.filter(pk=upload.pk, state=Upload.State.WAITING)
        if not waiting.update(attempts=models.F("attempts") + 1):
            return None
    found = _looked(sent, safe) if upload.attempts < MOST_TRIES else Looked(fault="broken")
    if found is None:  # the scanner of this install is away: that is no fault of the file
        _wait_on(upload)
        return None
    with write_transaction():
        state = Upload.State.REFUSED if found.fault else Upload.State.SAFE
        waiting.update(state=state, pages=found.pages, removed=found.removed, fault=found.fault)
    if found.fault:
        safe.unlink(missing_ok=True)
    sent.unlink(missing_ok=True)
    return found


@write_transaction()
def _wait_on(upload: Upload) -> None:
    Upload.objects.filter(pk=upload.pk).update(attempts=0)


def _looked(sent: Path, safe: Path) -> Looked | None:
    if not sent.exists():
        return Looked(fault="broken")
    if settings.INSTALL.virus_scan:
        clean = _scanned(sent)
        if clean is not True:
            return None if clean is None else Looked(fault="virus")
    return made_safe(sent, safe)


def _scanned(sent: Path) -> bool | None:
    """Ask the virus scanner of this install; None when it does not answer (X-11)."""
    command = [*shlex.split(settings.INSTALL.virus_scan), str(sent)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603 -- the administrator’s own command, without a shell
    except (OSError, subprocess.TimeoutExpired):
        return None
    return {0: True, 1: False}.get(done.returncode)


def upload_answer(upload: Upload) -> FileResponse | HttpResponse:
    """Send a file to who may have it: to keep, and never to run in our name."""
    answer = FileResponse(
        _safe(upload.key).open("rb"), as_attachment=True, filename=upload.file_name
    )
    answer["Content-Type"] = mimetypes.types_map[".pdf"]
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(answer, private=True, no_store=True)
    return answer


def remove_loose(*, now: datetime) -> int:
    """Remove files that belong to nothing: a form that was not finished, a deed that failed."""
    old = (now - A_DAY).timestamp()
    loose = [path for path in uploads_folder().glob("*/*") if path.stat().st_mtime < old]
    known = set(
        Upload.objects.filter(key__in=[path.stem for path in loose]).values_list(
            "key", flat=True
        )
    )
    gone = [path for path in loose if path.stem not in known]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def _shown_name(name: str) -> str:
    """Keep of a name what can do no harm in a header or a folder; it ends in .pdf."""
    stem = Path(name.replace("\\", "/")).stem
    plain = "".join(sign for sign in stem if sign.isalnum() or sign in " -_.()").strip(" .")
    return f"{plain[:120] or _('bijlage')}.pdf"


def _sent(key: str) -> Path:
    return uploads_folder() / "nieuw" / f"{key}.sent"


def _safe(key: str) -> Path:
    return uploads_folder() / "veilig" / f"{key}.pdf"


def _remove(key: str) -> None:
    for path in (_sent(key), _safe(key)):
        path.unlink(missing_ok=True)
