"""Layers of the user's own: GeoJSON files beside their articles, read and checked like ours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from corridors.articles.recognition import ids_after
from corridors.checking import Fault, FaultError, Schema, load, shown
from corridors.errors import LibraryError
from corridors.geodata import dataset
from corridors.geodata.dataset import Geodata
from corridors.geodata.hues import coloured
from corridors.geodata.layers import collection_and_feature, of_kind, read_layers
from corridors.kinds import Kind
from corridors.library import disk
from corridors.model import Layer

MINE = "my-places"
_WAIT_SECONDS = 10
_NEW: Mapping[str, Any] = {"type": "FeatureCollection", "features": []}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Added:
    """A feature written into a layer."""

    layer: str
    feature: str
    name: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A feature removed from a layer, and its index there, so that it can be put back."""

    layer: str
    index: int
    item: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its name, or its id where it has none."""
        return _name(self.item) or _id(self.item)


def folder_in(library: Path) -> Path:
    """Return the folder of the user's layers inside their library."""
    return library / "layers"


def default_folder() -> Path:
    """Return the folder of the user's layers inside the default library."""
    return folder_in(disk.default_folder())


def joined(data: Geodata, folder: Path | None = None) -> Geodata:
    """Add the user's layers to geodata, after ours.

    Parameters
    ----------
    data
        As `corridors.geodata.dataset.read` returns it.
    folder
        The user's layers; default: those in their library.

    Returns
    -------
    Geodata
        With the user's layers; a file or feature of theirs that is broken, or has the name or id
        of one of ours, is left out and named in ``faults``.
    """
    folder = folder or default_folder()
    faults: list[Fault] = []
    layers = coloured(_read(data, folder, faults), data.layers)
    return replace(data, layers=data.layers + layers, faults=data.faults + tuple(faults))


def add(item: Mapping[str, Any], layer: str, data: Geodata, folder: Path | None = None) -> Added:
    """Write a feature into a layer of the user's own, which is created where it is missing.

    Parameters
    ----------
    item
        A GeoJSON feature of the schema ``layer``; its id gets ``-2``, ``-3`` and so on where
        another feature has it.
    layer
        The name of the layer, which is that of its file.
    data
        Our geodata, whose ids and layers are taken.
    folder
        The user's layers; default: those in their library.

    Returns
    -------
    Added
        With the id that the feature was given.

    Raises
    ------
    LibraryError
        If the feature is faulty, the layer has one of that name, or its file is broken or cannot
        be written. The file is then unchanged.
    """
    folder = folder or default_folder()
    path = _path(layer, folder, data)

    def change(items: list[Any]) -> Added:
        ids = {feature.id for group in data.layers for feature in group.features}
        for file in folder.glob("*.geojson"):
            ids |= {_id(other) for other in _items(file)}
        name = item["properties"]["name"]
        namesake = next((i for i in items if _name(i).casefold() == name.casefold()), None)
        if namesake is not None:
            its_id = _id(namesake) or "without an id"
            raise LibraryError(f"{path.name} has {name} already: {its_id}")
        key = next(new_id for new_id in ids_after(item["id"]) if new_id not in ids)
        items.append({**item, "id": key})
        _check(items[-1], path, data.kinds)
        return Added(layer, key, name)

    return _change(path, change)


def remove(feature: str, layer: str, data: Geodata, folder: Path | None = None) -> Removed:
    """Remove a feature from a layer of the user's own.

    Raises
    ------
    LibraryError
        If it is not there, or the file is broken or cannot be written. The file is then unchanged.
    """
    path = _path(layer, folder or default_folder(), data)

    def change(items: list[Any]) -> Removed:
        index = next((i for i, item in enumerate(items) if _id(item) == feature), None)
        if index is None:
            raise LibraryError(f"{path.name} has no {feature!r}")
        return Removed(layer, index, items.pop(index))

    return _change(path, change)


def undo(change: Added | Removed, data: Geodata, folder: Path | None = None) -> Added | Removed:
    """Remove an added feature again, or put a removed one back where it was.

    Raises
    ------
    LibraryError
        If it is gone by now, or its id taken, or the file is broken or cannot be written.
    """
    if isinstance(change, Added):
        return remove(change.feature, change.layer, data, folder)
    path = _path(change.layer, folder or default_folder(), data)

    def put_back(items: list[Any]) -> Added:
        if any(_id(item) == _id(change.item) for item in items):
            raise LibraryError(f"{path.name} has another {_id(change.item)!r} by now")
        items.insert(change.index, change.item)
        return Added(change.layer, _id(change.item), change.name)

    return _change(path, put_back)


def _read(data: Geodata, folder: Path, faults: list[Fault]) -> Iterator[Layer]:
    if not any(folder.glob("*.geojson")):
        return
    ours = {layer.id for layer in data.layers}
    files_by_id = {f.id: f"{layer.id}.geojson" for layer in data.layers for f in layer.features}
    rules, contexts = dataset.schema("layer"), data.rules.contexts
    for layer in read_layers(folder, rules, data.kinds, contexts, faults, files_by_id):
        if layer.id in ours or layer.id in files_by_id:
            name = f"{layer.id}.geojson"
            expected = "a name that nothing of ours has"
            faults.append(Fault(name, "", "the file's name", shown(layer.id), expected))
        else:
            yield layer


def _path(layer: str, folder: Path, data: Geodata) -> Path:
    identifier = Schema(dataset.schema("layer")["$defs"]["id"])
    for fault in identifier.faults(layer, "the layer's name"):
        raise LibraryError(str(fault))
    if any(layer in (group.id, *(f.id for f in group.features)) for group in data.layers):
        raise LibraryError(f"the layer {layer!r} is ours; give your own another name")
    return folder / f"{layer}.geojson"


def _change(path: Path, change: Callable[[list[Any]], T]) -> T:
    """Read a layer, change its features and write it; its other members stay unchanged."""
    with _locked(path):
        content = _content(path)
        items = list(content["features"])
        result = change(items)
        # Follow links, so that a layer that is kept elsewhere stays there.
        disk.write_json(path.resolve(), {**content, "features": items})
    return result


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Lock a layer against other writers."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.stem}.lock"), timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise LibraryError(f"{path}: another program is writing it; try again") from error
    except OSError as error:
        raise LibraryError(f"{path}: cannot be written: {error.strerror}") from error


def _content(path: Path) -> Mapping[str, Any]:
    """Read a layer unchanged; refuse one that could not be written back without loss."""
    if not path.exists() and not path.is_symlink():
        return {**_NEW, "title": path.stem.replace("-", " ").capitalize()}
    frame, _ = collection_and_feature(dataset.schema("layer"))
    try:
        content: Mapping[str, Any] = load(path)
    except FaultError as error:
        raise LibraryError(f"nothing was changed: {error.fault}") from error
    for fault in frame.faults(content, path.name):
        raise LibraryError(f"nothing was changed: {fault}")
    return content


def _items(path: Path) -> Collection[Any]:
    """Return the features of a layer, or none where it is broken."""
    try:
        content = load(path)
    except FaultError:
        return []
    items = content.get("features") if isinstance(content, dict) else None
    return items if isinstance(items, list) else []


def _check(item: Mapping[str, Any], path: Path, kinds: Mapping[str, Kind]) -> None:
    _, feature = collection_and_feature(dataset.schema("layer"))
    for fault in chain(
        feature.faults(item, path.name, item["id"]), of_kind(item, path.name, kinds)
    ):
        raise LibraryError(f"nothing was changed: {fault}")


def _id(item: object) -> str:
    key = item.get("id") if isinstance(item, dict) else None
    return key if isinstance(key, str) else ""


def _name(item: object) -> str:
    properties = item.get("properties") if isinstance(item, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else ""
