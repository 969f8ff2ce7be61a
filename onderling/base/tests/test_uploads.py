"""Files that people send: a PDF by what is in it, 64 MB to the byte, and safe to open (S0b-2,
S0b-3, X-11, assurance F18, F19, S3, S26, S27)."""

import io
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from onderling.base import receiving, uploads
from onderling.base.faults import FAULTS, fault_said
from onderling.base.models import Setting, Upload
from onderling.base.pdf import first_look, made_safe
from onderling.base.receiving import LARGEST, Received, uploads_folder
from onderling.base.tasks import look_at_uploads
from onderling.base.tests import pdfs
from onderling.base.uploads import (
    keep_upload,
    look_into,
    remove_loose,
    set_open,
    stow,
    unseal,
)
from tests.makers import NOON

SVG = b'<?xml version="1.0"?><svg onload="kwaad()"/>'


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def arrived() -> Iterator[Callable[..., Received]]:
    """Take a file in as the website does."""
    files = []

    def take_in(content: bytes, name: str = "plan.pdf") -> Received:
        request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
        file = request.FILES["file"]
        assert isinstance(file, Received)
        files.append(file)
        return file

    yield take_in
    for file in files:
        file.close()


@pytest.fixture
def sent(db: None, arrived: Callable[..., Received]) -> Callable[..., Upload]:
    """Keep a file as a form does."""

    def keep(content: bytes, name: str = "plan.pdf") -> Upload:
        file = arrived(content, name)
        stowed = stow(file)
        file.close()
        return keep_upload(stowed, of=Setting(pk=1), now=NOON)

    return keep


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00" + b"\0" * 2000, "program"),
        (b"\x7fELF" + b"\0" * 100, "program"),
        (b"PK\x03\x04" + b"\0" * 100, "zip"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "office"),
        (b"<!DOCTYPE html><p>%PDF-1.7 %%EOF", "html"),
        (b"\xef\xbb\xbf\n<html>", "html"),
        (SVG + b"%PDF-1.7\n%%EOF", "html"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"MZ" + pdfs.honest(), "program"),  # two things at once: another would run it
        (b"Beste redactie, hier is mijn tip.", "other"),
        (pdfs.honest()[:-30], "truncated"),
        (pdfs.honest(3)[:300], "truncated"),
        (pdfs.locked(), "encrypted"),
        (pdfs.honest(object_stream_mode=pikepdf.ObjectStreamMode.generate), ""),
        (pdfs.honest(), ""),
        (b"\n\n" + pdfs.honest(), ""),
    ],
)
def test_a_file_is_a_pdf_by_what_is_in_it(content: bytes, fault: str) -> None:
    assert first_look(io.BytesIO(content), len(content)) == fault


def test_each_fault_is_said_in_its_own_words() -> None:
    said = {fault: fault_said(fault) for fault in FAULTS}
    assert len(set(said.values())) == len(FAULTS)
    assert said["zip"] == (
        "Dit is een ingepakt bestand, of een bestand van Word of Excel. "
        "Sla het op als PDF, of stuur uw tekst zonder bestand."
    )


@pytest.mark.parametrize(("beyond", "fault"), [(0, ""), (1, "large")])
def test_exactly_64_mb_passes_and_a_byte_more_is_refused(
    beyond: int,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    arrived: Callable[..., Received],
) -> None:
    """The same comparison as with 67,108,864 bytes, at a size that takes no time."""
    monkeypatch.setattr(receiving, "LARGEST", 20_000)
    monkeypatch.setattr("onderling.base.pdf.LARGEST", 20_000)
    file = arrived(pdfs.of_size(20_000 + beyond))
    on_disk = Path(file.temporary_file_path()).stat().st_size
    assert first_look(file, file.size or 0) == fault
    assert (file.size, on_disk) == (20_000 + beyond, 0 if beyond else 20_000)


def test_the_limit_is_67108864_bytes() -> None:
    assert LARGEST == 67_108_864


def test_what_acts_by_itself_is_taken_out_and_named(tmp_path: Path) -> None:
    sent, safe = tmp_path / "sent", tmp_path / "safe"
    sent.write_bytes(pdfs.acting())
    found = made_safe(sent, safe)
    assert (found.pages, found.fault) == (1, "")
    assert found.removed == ["action", "file", "media", "script"]
    with pikepdf.open(safe) as pdf:
        plain = b"".join(_plain(thing) for thing in pdf.objects)
    for word in (b"JavaScript", b"kwaad", b"Launch", b"Submit", b"Embedded", b"kanarie"):
        assert word not in plain + safe.read_bytes(), word
    assert b"https://goed.example" in plain


def _plain(thing: pikepdf.Object) -> bytes:
    return bytes(repr(thing), "utf-8", "replace") + (
        thing.read_bytes() if isinstance(thing, pikepdf.Stream) else b""
    )


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"%PDF-1.7\n" + b"rommel " * 100 + b"%%EOF", "broken"),
        (pdfs.locked(), "encrypted"),
        (pdfs.honest().replace(b"/Kids", b"/Kiss"), "broken"),
    ],
)
def test_the_worker_refuses_what_a_first_look_cannot_see(
    content: bytes, fault: str, sent: Callable[..., Upload]
) -> None:
    upload = sent(content)
    look_at_uploads()
    upload.refresh_from_db()
    assert (upload.state, upload.fault) == (Upload.State.REFUSED, fault)
    assert list(uploads_folder().glob("*/*.pdf")) == []
    assert list((uploads_folder() / "nieuw").iterdir()) == []


def test_a_file_is_to_be_had_only_when_it_is_safe_and_placed(
    sent: Callable[..., Upload], client: Client
) -> None:
    upload = sent(pdfs.honest(2), "Plan wisseldagen.pdf")
    address = f"/bestanden/{upload.key}/"
    set_open(upload, True)
    assert client.get(address).status_code == 410
    look_at_uploads()
    upload.refresh_from_db()
    assert (upload.state, upload.pages, upload.removed) == ("safe", 2, [])
    answer: Any = client.get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    heads = {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="Plan wisseldagen.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    assert {name: answer[name] for name in heads} == heads
    set_open(upload, False)
    assert client.get(address).status_code == 410
    assert client.get("/bestanden/iets-anders/").status_code == 404


def test_a_file_that_its_worker_dies_of_is_not_tried_for_ever(
    sent: Callable[..., Upload],
) -> None:
    upload = sent(pdfs.honest())
    Upload.objects.update(attempts=uploads.MOST_TRIES)
    upload.refresh_from_db()
    found = look_into(upload)
    assert found is not None
    assert found.fault == "broken"


@pytest.mark.parametrize(
    ("answer", "state", "fault"),
    [("true", "safe", ""), ("false", "refused", "virus"), ("weg-ermee", "waiting", "")],
)
def test_a_virus_scanner_has_a_say_when_there_is_one(
    answer: str,
    state: str,
    fault: str,
    sent: Callable[..., Upload],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """X-11: off by default; when it does not answer the file waits, however often we ask."""
    assert settings.INSTALL.virus_scan == ""
    monkeypatch.setattr(settings.INSTALL, "virus_scan", answer)
    upload = sent(pdfs.honest())
    for _again in range(uploads.MOST_TRIES + 1):
        look_at_uploads()
    upload.refresh_from_db()
    assert (upload.state, upload.fault) == (state, fault)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\kwaad.exe", "kwaad.pdf"),
        ('a"\r\nSet-Cookie: b=c.pdf', "aSet-Cookie bc.pdf"),
        ("é" * 300 + ".pdf", "é" * 120 + ".pdf"),
        (".pdf", "pdf.pdf"),
        ("///", "bijlage.pdf"),
    ],
)
def test_the_name_of_a_file_can_do_no_harm(name: str, kept: str) -> None:
    assert uploads._shown_name(name) == kept


def test_a_file_waits_for_the_form_that_it_came_with(
    db: None, arrived: Callable[..., Received]
) -> None:
    stowed = stow(arrived(pdfs.honest()))
    assert unseal(stowed.sealed) == stowed
    assert unseal(stowed.sealed + "x") is None
    keep_upload(stowed, of=Setting(pk=1), now=NOON)
    assert unseal(stowed.sealed) is None  # it has its place


def test_files_that_belong_to_nothing_are_removed_after_a_day(
    sent: Callable[..., Upload], arrived: Callable[..., Received]
) -> None:
    file = arrived(pdfs.honest())
    upload, loose = sent(pdfs.honest()), stow(file)
    file.close()
    for path in uploads_folder().glob("*/*"):
        os.utime(path, (NOON.timestamp(), NOON.timestamp()))
    assert remove_loose(now=NOON + timedelta(hours=23)) == 0
    assert remove_loose(now=NOON + timedelta(hours=25)) == 1
    assert [path.stem for path in uploads_folder().glob("nieuw/*")] == [upload.key]
    assert unseal(loose.sealed) is None
