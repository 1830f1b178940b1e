"""A zip of answers (ODK Central, KoboToolbox, LimeSurvey), looked through before anything in it is unpacked."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from qabilet.errors import refuse
from qabilet.study.formats.limits import PARTS, RATIO, RATIO_FROM_BYTES, UNPACKED_BYTES
from qabilet.study.formats.odk_faults import ODK_001, ODK_002, ODK_003
from qabilet.study.formats.package import ZIP_ERRORS


@dataclass(frozen=True, slots=True)
class Archive:
    """`names` are its files, without folders and without what a Mac or Windows adds."""

    data: bytes
    file: str
    names: tuple[str, ...]

    def ending(self, *endings: str) -> list[str]:
        return [name for name in self.names if name.casefold().endswith(endings)]

    def read(self, name: str) -> bytes:
        """One file, whole. Raises ODK_001 where it is damaged, ODK_002 where it grows beyond what was declared."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as package, package.open(name) as stream:
                content = stream.read(UNPACKED_BYTES + 1)
        except (*ZIP_ERRORS, RuntimeError, KeyError) as error:  # RuntimeError: a part that needs a password
            raise refuse(ODK_001, file=self.file, why=f"{name[:80]}: {error}"[:160]) from None
        if len(content) > UNPACKED_BYTES:
            raise refuse(ODK_002, file=self.file, why=f"{name[:80]} > {UNPACKED_BYTES // 2**20} MB")
        return content


def open_archive(data: bytes, *, file: str = "") -> Archive:
    """The archive, after every check that does not need it unpacked. Raises QabiletError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
    except ZIP_ERRORS as error:
        raise refuse(ODK_001, file=file, why=str(error)[:160]) from None
    if any(info.flag_bits & 0x1 for info in infos):
        raise refuse(ODK_003, file=file)
    total = sum(info.file_size for info in infos if not info.filename.casefold().startswith("media/"))
    if len(infos) > PARTS * 20 or total > UNPACKED_BYTES:
        raise refuse(ODK_002, file=file, why=f"{len(infos)}, {total // 2**20} MB > {UNPACKED_BYTES // 2**20} MB")
    for info in infos:
        if info.file_size > RATIO_FROM_BYTES and info.file_size > RATIO * max(info.compress_size, 1):
            ratio = info.file_size // max(info.compress_size, 1)
            raise refuse(ODK_002, file=file, why=f"{info.filename[:80]}: 1:{ratio}")
    names = (info.filename for info in infos)
    return Archive(data, file, tuple(name for name in names if not name.startswith("__MACOSX/")
                                     and name.rpartition("/")[2] not in (".DS_Store", "Thumbs.db", "desktop.ini")))


def is_archive(data: bytes) -> bool:
    """Whether this is a zip that is neither a workbook nor another office document."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
    except ZIP_ERRORS:
        return False  # a damaged workbook is told of as one
    return "[Content_Types].xml" not in names and "mimetype" not in names
