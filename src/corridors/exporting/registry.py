"""The list of export formats that the command and the page offer, in this order.

A new format is a module with an `ExportFormat`, and its name in this list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from corridors.atlas import Atlas
from corridors.errors import ExportError
from corridors.exporting.annotations import ANNOTATIONS
from corridors.exporting.citations import BIBTEX, CSL, RIS
from corridors.exporting.export_format import ExportFormat, File, Setting, Stream
from corridors.exporting.feature_table import FEATURES_CSV, FEATURES_XLSX
from corridors.exporting.geojson import GEOJSON
from corridors.exporting.geopackage import GEOPACKAGE
from corridors.exporting.link_table import LINKS_CSV
from corridors.exporting.linked_places import LINKED_PLACES
from corridors.exporting.selecting import select, select_features
from corridors.exporting.views import BRIEF, HTML, PNG, SVG

EXPORTS: Mapping[str, ExportFormat] = {
    export_format.name: export_format
    for export_format in (
        *(PNG, SVG, BRIEF, HTML),
        *(ANNOTATIONS, LINKS_CSV),
        *(FEATURES_CSV, FEATURES_XLSX, GEOJSON, GEOPACKAGE, LINKED_PLACES),
        *(CSL, BIBTEX, RIS),
    )
}


def export(
    atlas: Atlas,
    name: str,
    setting: Setting,
    features: Collection[str] = (),
    articles: Collection[str] = (),
    layers: Collection[str] = (),
) -> File:
    """Export an atlas, or a part of it, as `stream` does, with the whole file in memory."""
    file = stream(atlas, name, setting, features, articles, layers)
    return File(file.name, file.mime, b"".join(file.pieces))


def stream(
    atlas: Atlas,
    name: str,
    setting: Setting,
    features: Collection[str] = (),
    articles: Collection[str] = (),
    layers: Collection[str] = (),
) -> Stream:
    """Export an atlas, or a part of it.

    Parameters
    ----------
    atlas
        The whole atlas.
    name
        One of `EXPORTS`.
    setting
        What the format needs besides the atlas.
    features, articles, layers
        What to keep, as in `corridors.exporting.selecting.select`. A picture or a brief shows
        one feature among all: for these, one feature may be named, and all are kept.

    Returns
    -------
    Stream
        Name, media type and pieces of the content: UTF-8 where it is text.

    Raises
    ------
    ExportError
        If there is no such format, feature, article or layer (the message lists the choices), or
        the file cannot be made.
    """
    if name not in EXPORTS:
        raise ExportError(f"no format {name!r} (there are: {', '.join(EXPORTS)})")
    export_format = EXPORTS[name]
    if export_format.is_of_one:
        if len(features) > 1:
            raise ExportError(f"{name} describes one feature, not {len(features)}")
        features = ()
    if export_format.holds == "features" and not articles:
        part = select_features(atlas, features, layers)
    else:
        part = select(atlas, features, articles, layers)
    file = export_format.file_of(setting.picture.seen.feature)
    return Stream(file, export_format.mime, _encoded(export_format.write(part, setting)))


def _encoded(content: Iterable[str] | bytes) -> Iterator[bytes]:
    # "replace" only affects lone surrogates, which no file can hold.
    return (
        iter([content])
        if isinstance(content, bytes)
        else (p.encode("utf-8", "replace") for p in content)
    )
