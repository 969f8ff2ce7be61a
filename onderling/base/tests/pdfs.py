"""PDFs for tests: honest ones, and some that want to do something by themselves."""

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String


def honest(pages: int = 1, **saved: Any) -> bytes:
    pdf = Pdf.new()
    for _number in range(pages):
        pdf.add_blank_page(page_size=(200, 200))
    return _bytes(pdf, **saved)


def acting() -> bytes:
    """One with everything in it that a reader of PDF may run, open or send."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(200, 200)).obj
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('kwaad')"))
    launch = Dictionary(S=Name.Launch, F=String("kwaad.exe"))
    pdf.Root.OpenAction = pdf.make_indirect(script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    page.AA = Dictionary(O=script)
    links = (
        launch,
        Dictionary(S=Name.SubmitForm, F=String("https://kwaad.example")),
        Dictionary(S=Name.URI, URI=String("javascript:kwaad()")),
        Dictionary(S=Name.URI, URI=String("https://goed.example")),
        Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]), Next=script),
    )
    page.Annots = Array(
        [
            *(Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action) for action in links),
            Dictionary(Type=Name.Annot, Subtype=Name.RichMedia),
        ]
    )
    pdf.attachments["kwaad.exe"] = b"MZ kwaad"
    pdf.docinfo["/Author"] = "kanarie@verborgen.example"
    with pdf.open_metadata() as said:
        said["dc:creator"] = ["kanarie@verborgen.example"]
    return _bytes(pdf)


def locked() -> bytes:
    return honest(encryption=pikepdf.Encryption(owner="slot", user=""))


def of_size(size: int) -> bytes:
    """An honest PDF of exactly so many bytes: a picture that nobody shows fills it up."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    bare = len(_bytes(_with_filling(pdf, b"")))
    for guess in range(size - bare - 20, size):
        made = _bytes(_with_filling(pdf, b"x" * guess))
        if len(made) >= size:
            break
    assert len(made) == size, len(made)
    return made


def _with_filling(pdf: Pdf, filling: bytes) -> Pdf:
    pdf.Root.Filling = pdf.make_stream(filling)
    return pdf


def _bytes(pdf: Pdf, **saved: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id="encryption" not in saved, compress_streams=False, **saved)
    return out.getvalue()
