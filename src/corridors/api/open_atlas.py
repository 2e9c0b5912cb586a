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
    """An atlas as `corridors.open` returns it: what is on the map, and what articles say of it.

    Each table is made when it is first asked for and stays the same from then on; open the atlas
    again to see what has changed in the files. In all tables what is not known is missing, dates
    are ISO 8601, and lengths are in kilometres.
    """

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._atlas = space.atlas

    def __repr__(self) -> str:
        features, articles = len(self._atlas.features), len(self._atlas.articles)
        return f"<OpenAtlas of {features:,} features and {articles:,} articles>"

    @property
    def notices(self) -> tuple[str, ...]:
        """What of the files could not be used, one line each; empty where all is well."""
        return (*self._space.remarks, *(f"left out: {notice}" for notice in self._space.notices))

    @cached_property
    def features(self) -> geopandas.GeoDataFrame:
        """What is on the map, one feature a row.

        Returns
        -------
        geopandas.GeoDataFrame
            The index ``id`` is the feature's; ``geometry`` is in EPSG:4326, longitude first: the
            point of a port, the lines of a corridor, the area of an exercise. ``layer``,
            ``kind``, ``name``, ``label`` (a short name), ``other_names``, ``countries`` (ISO 3166
            alpha-2), ``status``, ``status_date``, ``summary``, ``start`` and ``end`` (of an
            event), ``river`` (that a port lies on), ``precision``, ``precision_km`` (how far off
            the position may be), ``precision_note``, ``actors`` (role and name), ``identifiers``
            (of other gazetteers), ``sources``, ``passages`` (how many speak of it). Several values
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
        """The legs of corridors, roads and other lines, one a row.

        Returns
        -------
        geopandas.GeoDataFrame
            ``feature`` (the id of the line that it is a leg of), ``leg`` (its own id there),
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
        """The articles, one a row.

        Returns
        -------
        pandas.DataFrame
            The index ``id`` is the article's. ``title`` (in brackets where it is not the
            author's), ``author``, ``publication``, ``publisher``, ``date``, ``date_text`` (as it
            was printed), ``url``, ``url_is_list`` (it leads to a list of articles), ``passages``
            (how many paragraphs there are), ``held`` (its text is at hand), ``described`` (there
            are digests of it).
        """
        return frames.articles_frame(self._atlas.articles.entries())

    @cached_property
    def links(self) -> pd.DataFrame:
        """The links, one a row: a passage speaks of a feature.

        Returns
        -------
        pandas.DataFrame
            With the columns of `passages`, without the passages that speak of no feature.
        """
        table = self.passages()
        return table[table["feature"].notna()].reset_index(drop=True)

    def passages(self, feature: str | None = None, article: str | None = None) -> pd.DataFrame:
        """Return passages with what they speak of.

        Parameters
        ----------
        feature
            The id of a feature: only the passages that speak of it, and only this of them.
        article
            The id of an article: only its passages.

        Returns
        -------
        pandas.DataFrame
            One row a passage and feature, in the order of the articles; a passage that speaks of
            no feature has one row without any. ``passage`` (its id, such as ``blank-2025#3``),
            ``article`` (its id), ``paragraph`` (from 1), ``section``, ``feature`` (its id),
            ``basis`` and ``reason`` (why there is a link), ``mentions`` (as
            `corridors.model.Mention`; offsets count characters of ``text``), ``digest`` (what the
            passage says of the feature, in our words), ``text`` (the article's own words where
            they are at hand), ``differs`` (these are not the words that the digest is of).

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
        """Return all that is known of a feature, also its names, events, legs and branches.

        Raises
        ------
        NotFoundError
            If there is none of this id.

        Examples
        --------
        >>> import corridors
        >>> corridors.open().feature("port-aktau").name
        'Port of Aktau'
        """
        known = self._atlas.features
        if feature not in known:
            raise _not_found("feature", feature, known)
        return known[feature]

    def search(self, words: str, limit: int = 100) -> pd.DataFrame:
        """Find the passages with all of some words, in their text or their digests.

        Parameters
        ----------
        words
            Words between quotation marks stand in a row; the last may be the start of one. Case,
            accents and punctuation do not count.
        limit
            How many passages to return at most; ``attrs["total"]`` of the table counts them all.

        Returns
        -------
        pandas.DataFrame
            One passage a row, the best first. The index ``passage`` is its id. ``article``,
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
            An id, several, or rows of `features`; all of them where it is None.

        Returns
        -------
        folium.Map
            Scripts, styles and basemap are part of it: it asks no other host, and
            ``save("map.html")`` writes all of it as one file. What you add to it may ask others,
            such as tiles; for ``folium.Icon`` it lacks the scripts.

        Raises
        ------
        NotFoundError
            If there is no feature of such an id.

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
        asked = features.index if isinstance(features, pd.DataFrame) else features
        ids = {self.feature(each).id for each in ([asked] if isinstance(asked, str) else asked)}
        chosen = (
            replace(layer, features=tuple(f for f in layer.features if f.id in ids))
            for layer in layers
        )
        return offline_map(chosen, basemap, whole=False)


def _not_found(what: str, asked: str, known: Iterable[str]) -> NotFoundError:
    ids = list(known)
    alike = ", ".join(get_close_matches(asked, ids, cutoff=0.4) or ids[:3])
    return NotFoundError(f"no {what} {asked!r} (there are {len(ids):,}, such as {alike})")
