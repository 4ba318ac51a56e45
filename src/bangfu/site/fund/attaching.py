"""Papers kept with a project: pictures made anew without what cameras add, PDFs as they are; each known by its hash."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import moment
from bangfu.site.fund.keeping import kept
from bangfu.site.fund.models import Attachment, Project
from bangfu.site.ledger.photos import cleaned
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account as User

MOST_BYTES = 10 << 20  # of a PDF
TYPES = {"jpg": "image/jpeg", "pdf": "application/pdf"}
_END = 2048  # bytes in which a whole PDF says that it ends


@dataclass(frozen=True)
class About:
    """What a paper is about, by its id: at most one; none where it is about the project as a whole."""

    voucher: str | None = None
    supervision: str | None = None
    move: str | None = None


def attach(user: User, project: Project, title: str, upload: UploadedFile, about: About) -> Attachment:
    """Keep a paper with a project. Raises `BangfuError` for what is neither picture nor PDF, is too large or not of it."""
    kind, content = _read(upload)
    hash_ = sm3(content)
    made = Attachment(
        project=project, voucher_id=about.voucher, supervision_id=about.supervision, move_id=about.move,
        title=title.strip(), kind=kind, file=f"fund/{project.county_id}/{hash_[:2]}/{hash_}.{kind}", hash=hash_,
        size=len(content), by=user.pk, at=moment(),
    )  # fmt: skip
    with kept("upload"):
        made.save(force_insert=True)
    if not default_storage.exists(made.file):
        default_storage.save(made.file, ContentFile(content))
    return made


def _read(upload: UploadedFile) -> tuple[str, bytes]:
    """The kind of a file by what is in it, whatever it is called, and what is kept of it."""
    start = upload.read(5)
    upload.seek(0)
    if start != b"%PDF-":
        return "jpg", _picture(upload)
    if (upload.size or 0) > MOST_BYTES:
        details = (("most", str(MOST_BYTES >> 20)),)
        raise BangfuError(
            Problem("fund_paper_too_large", column="upload", value=upload.name, details=details)
        )
    content = upload.read()
    if b"%%EOF" not in content[-_END:]:
        raise BangfuError(Problem("fund_paper_unreadable", column="upload", value=upload.name))
    return "pdf", content


def _picture(upload: UploadedFile) -> bytes:
    """A picture made anew; what is wrong with it is told at the field of the form."""
    try:
        return cleaned(upload)
    except BangfuError as error:
        raise BangfuError(*(replace(each, column="upload") for each in error.problems)) from error
