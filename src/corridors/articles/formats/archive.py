"""Zip archives from outside, opened with care."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corridors.errors import ArticleError

MAX_MEMBERS = 5_000
MAX_UNPACKED = 100_000_000
MAX_MEMBER = 20_000_000


def opened(content: bytes, name: str, kind: str) -> ZipFile:
    """Open an archive that unpacks to no more than a sensible size.

    Raises
    ------
    ArticleError
        If it is broken, encrypted, or a bomb.
    """
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ArticleError(f"{name}: broken {kind} file: {error}") from error
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise ArticleError(
            f"{name}: unpacks to {len(members):,} files with {unpacked:,} bytes "
            f"(limit {MAX_MEMBERS:,} files, {MAX_UNPACKED:,} bytes)"
        )
    if any(member.flag_bits & 1 for member in members):
        raise ArticleError(f"{name}: encrypted (expected a {kind} file without a password)")
    return archive


def member(archive: ZipFile, path: str, name: str) -> bytes | None:
    """Read one member, or return None where none has this path."""
    try:
        info: ZipInfo = archive.getinfo(path)
    except KeyError:
        return None
    if info.file_size > MAX_MEMBER:
        raise ArticleError(
            f"{name}: {path} in it has {info.file_size:,} bytes (limit {MAX_MEMBER:,} bytes)"
        )
    try:
        return archive.read(info)  # never more than file_size
    except Exception as error:  # a broken archive fails in many ways, each its own exception
        raise ArticleError(f"{name}: {path} in it cannot be unpacked: {error}") from error
