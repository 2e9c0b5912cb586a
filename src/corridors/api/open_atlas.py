"""An atlas as tables and as a map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

import folium
import geopandas
import pandas as pd

from corridors.api import frames
from corridors.errors import NotFoundError
from corridors.map.notebook import offline_map
from corridors.model import Feature
from corridors.workspace import Workspace


class OpenAtlas:
    """The result of `corridors.open`: the features on the map, and what articles say about them.

    Each table is made at its first use and does not change afterwards; open the atlas again to see
    changes of the files. In all tables unknown values are missing, dates are ISO 8601, and lengths
    are in kilometres.
    """

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._atlas = space.atlas

    def __repr__(self) -> str:
        features, articles = len(self._atlas.features), len(self._atlas.articles)
        return f"<OpenAtlas of {features:,} features and {articles:,} articles>"

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be used of the files, one line each; empty where all is well."""
        return (*self._space.remarks, *(f"left out: {notice}" for notice in self._space.notices))

    @cached_property
    def features(self) -> geopandas.GeoDataFrame:
        """The features on the map, one for each row.

        Returns
        -------
        geopandas.GeoDataFrame
            The index ``id`` is the feature's; ``geometry`` is in EPSG:4326, longitude first: the
            point of a port, the lines of a corridor, the area of an exercise. ``layer``,
            ``kind``, ``name``, ``label`` (a short name), ``other_names``, ``countries`` (ISO 3166
            alpha-2), ``status``, ``status_date``, ``summary``, ``start`` and ``end`` (of an
            event), ``river`` (that a port lies on), ``precision``, ``precision_km`` (the possible
            error of the position), ``precision_note``, ``actors`` (role and name), ``identifiers``
            (of other gazetteers), ``sources``, ``passages`` (how many mention it). Several values
            in a cell are joined by a semicolon.

        Examples
        --------
        >>> import corridors
        >>> features = corridors.open().features
        >>> features.crs.to_string(), features.loc["port-aktau", "kind"]
        ('EPSG:4326', 'port')
        """
        return frames.features_frame(self._atlas)

    @cached_property
    def legs(self) -> geopandas.GeoDataFrame:
        """The legs of corridors, roads and other lines, one for each row.

        Returns
        -------
        geopandas.GeoDataFrame
            ``feature`` (the id of the line it belongs to), ``leg`` (its own id there),
            ``name``, ``mode``, ``status``, ``length_km`` (geodesic, as drawn), ``track_km``
            (along the track), ``operator``, ``owner``, ``source``, ``precision``,
            ``precision_km``, ``precision_note``, ``geometry`` (EPSG:4326, longitude first).

        Examples
        --------
        >>> import corridors
        >>> legs = corridors.open().legs
        >>> legs.crs.to_epsg(), bool((legs.length_km > 0).all())
        (4326, True)
        """
        return frames.legs_frame(self._atlas.features.values())

    @cached_property
    def articles(self) -> pd.DataFrame:
        """The articles, one for each row.

        Returns
        -------
        pandas.DataFrame
            The index ``id`` is the article's. ``title`` (in brackets where it is not the
            author's), ``author``, ``publication``, ``publisher``, ``date``, ``date_text`` (as it
            was printed), ``url``, ``url_is_list`` (it is that of a list of articles), ``passages``
            (the number of paragraphs), ``held`` (its text is at hand), ``described`` (there
            are digests of it).
        """
        return frames.articles_frame(self._atlas.articles.entries())

    @cached_property
    def links(self) -> pd.DataFrame:
        """The links, one for each row: a passage mentions a feature.

        Returns
        -------
        pandas.DataFrame
            With the columns of `passages`, without the passages that mention no feature.
        """
        table = self.passages()
        return table[table["feature"].notna()].reset_index(drop=True)

    def passages(self, feature: str | None = None, article: str | None = None) -> pd.DataFrame:
        """Return passages with the features they mention.

        Parameters
        ----------
        feature
            The id of a feature: only its passages are returned, and only its links.
        article
            The id of an article: only its passages are returned.

        Returns
        -------
        pandas.DataFrame
            One row for each passage and feature, in the order of the articles; a passage without
            a feature has one row without any. ``passage`` (its id, such as ``blank-2025#3``),
            ``article`` (its id), ``paragraph`` (from 1), ``section``, ``feature`` (its id),
            ``basis`` and ``reason`` (why there is a link), ``mentions`` (as
            `corridors.model.Mention`; offsets count characters of ``text``), ``digest`` (what the
            passage says about the feature, in our words), ``text`` (the article's own words where
            they are at hand), ``differs`` (they are not the words that the digest summarises).

        Raises
        ------
        NotFoundError
            If there is no such feature or article.

        Examples
        --------
        >>> import corridors
        >>> passages = corridors.open().passages("port-anaklia")
        >>> passages["feature"].unique().tolist()
        ['port-anaklia']
        """
        articles = self._atlas.articles
        if article is not None and article not in articles:
            raise _not_found("article", article, self.articles.index)
        if feature is not None:
            links = self._atlas.links_to(self.feature(feature).id)
            own = (k for k in links if article in (None, k.passage.rpartition("#")[0]))
            return frames.links_frame((self._atlas.passage(k.passage), k) for k in own)
        chosen = articles if article is None else [articles[article]]
        return frames.links_frame(
            chain.from_iterable(
                frames.linked(each, self._atlas.links_of(each.record.id)) for each in chosen
            )
        )

    def feature(self, feature: str) -> Feature:
        """Return all facts about a feature, including its names, events, legs and branches.

        Raises
        ------
        NotFoundError
            If there is no feature of this id.

        Examples
        --------
        >>> import corridors
        >>> corridors.open().feature("port-aktau").name
        'Port of Aktau'
        """
        features = self._atlas.features
        if feature not in features:
            raise _not_found("feature", feature, features)
        return features[feature]

    def search(self, words: str, limit: int = 100) -> pd.DataFrame:
        """Find the passages that contain all words, in their text or their digests.

        Parameters
        ----------
        words
            Words in quotation marks are a phrase; the last word may be the start of one. Case,
            accents and punctuation do not count.
        limit
            The number of passages to return at most; ``attrs["total"]`` of the table counts all.

        Returns
        -------
        pandas.DataFrame
            One passage for each row, the best first. The index ``passage`` is its id. ``article``,
            ``title``, ``date``, ``section``, ``paragraph``, ``features`` (their ids, joined by a
            semicolon), ``digest``, ``text``, ``spans`` (start and end of the words in ``text``).

        Examples
        --------
        >>> import corridors
        >>> corridors.open().search("no passage has these words").attrs["total"]
        0
        """
        result = self._atlas.search(words, limit)
        table = frames.hits_frame(self._atlas, result.hits)
        table.attrs["total"] = result.total
        return table

    def map(
        self, features: str | Iterable[str] | geopandas.GeoDataFrame | None = None
    ) -> folium.Map:
        """Draw features on a map that shows itself in a notebook.

        Parameters
        ----------
        features
            An id, several ids, or rows of `features`; None for all features.

        Returns
        -------
        folium.Map
            Scripts, styles and basemap are part of it: it contacts no other host, and
            ``save("map.html")`` writes all of it as one file. Things that you add to it, such as
            tiles, may contact other hosts; it lacks the scripts for ``folium.Icon``.

        Raises
        ------
        NotFoundError
            If there is no feature with one of the ids.

        Examples
        --------
        >>> import corridors
        >>> atlas = corridors.open()
        >>> type(atlas.map(["port-aktau", "port-baku"]))
        <class 'folium.folium.Map'>
        """
        layers, basemap = self._atlas.layers, self._space.folder / "basemap"
        if features is None:
            return offline_map(layers, basemap)
        keys = features.index if isinstance(features, pd.DataFrame) else features
        ids = {self.feature(key).id for key in ([keys] if isinstance(keys, str) else keys)}
        chosen = (
            replace(layer, features=tuple(f for f in layer.features if f.id in ids))
            for layer in layers
        )
        return offline_map(chosen, basemap, whole=False)


def _not_found(kind: str, key: str, existing: Iterable[str]) -> NotFoundError:
    ids = list(existing)
    alike = ", ".join(get_close_matches(key, ids, cutoff=0.4) or ids[:3])
    return NotFoundError(f"no {kind} {key!r} (there are {len(ids):,}, such as {alike})")
