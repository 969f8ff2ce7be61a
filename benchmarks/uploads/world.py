"""What became of what was sent, as the install itself knows it."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.uploads.kinds import Odd, odd_ones, put
from benchmarks.uploads.sending import Answer, Parcel, send_all
from onderling.base.faults import fault_said
from onderling.base.models import Upload
from onderling.base.tests import pdfs
from onderling.base.uploads import upload_answer
from onderling.formats.library.models import Contribution

PATIENCE = 180  # seconds in which the worker looks into all of them
AT_ONCE = 8
FIRST_LARGE, FIRST_ODD, FIRST_WARM = 1, 20, 100  # visitors


def honest_parcels(folder: Path, size: int, *, number: int = AT_ONCE) -> list[Parcel]:
    """Eight people with the largest file that is allowed."""
    file = put(folder, "groot.pdf", pdfs.of_size(size))
    return [Parcel(f"groot-{n}@proef.example", file, f"plan-{n}.pdf") for n in range(number)]


def warming(folder: Path, number: int) -> list[Parcel]:
    """Small files, so that each process has loaded what it needs."""
    file = put(folder, "klein.pdf", pdfs.of_size(200_000))
    return [Parcel(f"klein-{n}@proef.example", file, "klein.pdf") for n in range(number)]


def what_is_wrong_with(answers: list[Answer], parcels: list[Parcel]) -> list[str]:
    """Each must be taken."""
    return [
        f"{parcel.name}: antwoord {answer.status}, niet aangenomen"
        for parcel, answer in zip(parcels, answers, strict=True)
        if not answer.is_taken
    ]


def try_too_large(port: int, folder: Path, size: int) -> list[str]:
    """One byte more is refused in words, and the text that was typed is still there."""
    file = put(folder, "te-groot.pdf", pdfs.of_size(size + 1))
    parcel = Parcel("te-groot@proef.example", file, "te-groot.pdf")
    (answer,) = send_all(port, [parcel], first=FIRST_LARGE + AT_ONCE)
    return _refused(answer, parcel, "large")


def try_odd_ones(port: int, folder: Path) -> list[str]:
    """Each ends as it must; what is taken out of a file the worker finds later."""
    odd = odd_ones()
    parcels = [
        Parcel(_address(one), put(folder, one.name, one.content), one.name) for one in odd
    ]
    answers = send_all(port, parcels, first=FIRST_ODD)
    wrong = []
    for one, parcel, answer in zip(odd, parcels, answers, strict=True):
        if one.fault:
            wrong += _refused(answer, parcel, one.fault)
        else:
            wrong += what_is_wrong_with([answer], [parcel])
    return wrong


def _address(one: Odd) -> str:
    return f"{Path(one.name).stem}@proef.example"


def _refused(answer: Answer, parcel: Parcel, fault: str) -> list[str]:
    wrong = []
    if answer.status != 200 or fault_said(fault) not in answer.page:
        wrong.append(f"{parcel.name}: antwoord {answer.status}, zonder de zin over ‘{fault}’")
    if f"Van {parcel.name}, met tekst" not in answer.page:
        wrong.append(f"{parcel.name}: wat getypt was, is weg")
    if Contribution.objects.filter(email=parcel.email).exists():
        wrong.append(f"{parcel.name}: toch bewaard")
    return wrong


def what_became(size: int, look: Callable[[], object], *, number: int = AT_ONCE) -> list[str]:
    """Let the worker look, and say which file did not end as it must."""
    ends = time.monotonic() + PATIENCE
    while Upload.objects.filter(state=Upload.State.WAITING).exists():
        look()
        if time.monotonic() > ends:
            return ["het nakijken van de bestanden duurde te lang"]
    wrong = []
    large = Upload.objects.filter(contribution__email__startswith="groot-")
    whole = large.filter(size=size, state=Upload.State.SAFE).count()
    if whole != number:
        wrong.append(f"{whole} van {number} grote bestanden zijn heel en veilig")
    for one in odd_ones():
        if not one.fault:
            wrong += _became_safe(one)
    return wrong


def _became_safe(one: Odd) -> list[str]:
    upload = Upload.objects.filter(contribution__email=_address(one)).first()
    if upload is None or upload.state != Upload.State.SAFE:
        return [f"{one.name}: niet veilig gemaakt"]
    answer = upload_answer(upload)
    given = b"".join(answer)
    answer.close()
    wrong = []
    if one.removed and one.removed not in upload.removed:
        wrong.append(f"{one.name}: {one.removed} niet gevonden")
    if b"/JavaScript" in given or b"app.alert" in given:
        wrong.append(f"{one.name}: er zit nog een script in")
    if "attachment" not in answer["Content-Disposition"]:
        wrong.append(f"{one.name}: opent in de browser")
    return wrong
