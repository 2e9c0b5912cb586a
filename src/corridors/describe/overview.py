"""The opening of the page, where nothing is chosen yet: what there is to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corridors.atlas import Atlas
from corridors.describe.facts import Content
from corridors.model import Feature, Question

TITLE = "Ports and corridors, as the articles tell them"
MOST = 6  # features most written about
LONG = 36  # characters; instead of a longer name, the map's label is shown
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def overview(
    atlas: Atlas, countries: Mapping[str, str], questions: Iterable[Question] = ()
) -> Content:
    """Describe what there is to choose from.

    Parameters
    ----------
    atlas
        The features and articles.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    questions
        Views worth opening first.

    Returns
    -------
    dict
        ``title`` and ``line`` introduce the page; ``questions`` have what they ``ask``, a ``note``
        and the ``query`` of their address; ``most`` are the features with most passages, in that
        order; ``layers`` have a ``title`` and all their ``features``. A feature has ``id``,
        ``name``, a ``note`` and the number of its ``passages``.
    """
    features = list(atlas.features.values())
    by_passages = sorted(features, key=lambda feature: -atlas.count_to(feature.id))
    return {
        "title": TITLE,
        "line": _line(features, len(atlas.articles)),
        "questions": [{"ask": q.ask, "note": q.note, "query": q.query} for q in questions],
        "most": [
            _row(atlas, countries, feature)
            for feature in by_passages[:MOST]
            if atlas.count_to(feature.id)
        ],
        "layers": [
            {
                "title": layer.title,
                "features": [_row(atlas, countries, feature) for feature in layer.features],
            }
            for layer in atlas.layers
        ],
    }


def _line(features: list[Feature], articles: int) -> str:
    """Count places, corridors and articles: “79 places and three corridors, in 4 articles; …”."""
    corridors = sum(feature.kind.branched for feature in features)
    number = _WORDS[corridors] if corridors < len(_WORDS) else f"{corridors:,}"
    places = _counted(len(features) - corridors, "place")
    also = f" and {number} corridor{'' if corridors == 1 else 's'}" if corridors else ""
    return f"{places}{also}, in {_counted(articles, 'article')}; every statement with its source."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _row(atlas: Atlas, countries: Mapping[str, str], feature: Feature) -> Content:
    countries_named = ", ".join(countries.get(code, code) for code in feature.countries[:2])
    and_others = " and others" if len(feature.countries) > 2 else ""
    return {
        "id": feature.id,
        "name": feature.name if len(feature.name) <= LONG else feature.label or feature.name,
        "note": f"{countries_named}{and_others} · {feature.status}",
        "passages": atlas.count_to(feature.id),
    }
