"""Pictures that somebody chose to add to an entry: opened, made smaller and written anew, so that nothing stays in them
but what is seen. They lie in the home of the site, never in a public folder.
"""

from __future__ import annotations

import io
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from PIL import Image, ImageOps

from bangfu.errors import BangfuError, Problem
from bangfu.site.clock import now
from bangfu.site.ledger.models import Entry, Photo
from bangfu.site.ledger.recording import Conflict
from bangfu.site.web.ciphers import sm3
from bangfu.site.web.models import Account

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 5 << 20
MOST_PIXELS = 60_000_000
MOST_UNSHRUNK = 24_000_000  # of a format that is decoded whole before it is made smaller
MOST = 9  # of one entry
SIDE = 1600
QUALITY = 80


def add(account: Account, entry: Entry, id_: str, upload: UploadedFile) -> tuple[Photo, bool]:
    """Add one picture under an id made by whoever sends it; whether it is new. The same id again adds nothing.

    Raises `BangfuError` for what is no picture or too much, `Conflict` where the id stands for another entry's.
    """
    known = Photo.objects.filter(pk=id_).first()
    if known is None:
        if entry.recorded_by != account.id:
            raise BangfuError(Problem("not_yours_to_correct", column="photo"))
        if Photo.objects.filter(entry=entry).count() >= MOST:
            raise BangfuError(Problem("too_many_photos", column="photo", details=(("most", str(MOST)),)))
        return _added(account, entry, id_, cleaned(upload)), True
    if known.entry != entry:
        raise Conflict(Problem("same_id_other_content", column="photo", value=id_))
    return known, False


def cleaned(upload: UploadedFile) -> bytes:
    """A picture as a JPEG of modest size with nothing in it but its points. Raises `BangfuError`."""
    name = upload.name or ""
    if upload.size > MOST_BYTES:
        raise _too_large(name, f"{MOST_BYTES >> 20} MB")
    try:
        with Image.open(upload, formats=FORMATS) as image:
            shrinks = image.format == "JPEG"
            if image.width * image.height > (MOST_PIXELS if shrinks else MOST_UNSHRUNK):
                raise _too_large(name, "6000 × 10000" if shrinks else "4000 × 6000")
            image.draft("RGB", (SIDE, SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise BangfuError(Problem("photo_unreadable", column="photo", value=name)) from error
    upright.thumbnail((SIDE, SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()


def _too_large(name: str, most: str) -> BangfuError:
    return BangfuError(Problem("photo_too_large", column="photo", value=name, details=(("most", most),)))


def _added(account: Account, entry: Entry, id_: str, content: bytes) -> Photo:
    hash_ = sm3(content)
    file = f"photos/{entry.book}/{hash_[:2]}/{hash_}.jpg"
    if not default_storage.exists(file):
        default_storage.save(file, ContentFile(content))
    photo = Photo(pk=id_, entry=entry, file=file, hash=hash_, added_by=account.id, added_at=now())
    try:
        with transaction.atomic():
            photo.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(Problem("same_id_other_content", column="photo", value=id_)) from error
    return photo


def opened(photo: Photo) -> IO[bytes]:
    """The file of a picture."""
    return default_storage.open(photo.file)
