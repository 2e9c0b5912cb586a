"""What there is to choose from, where nothing is chosen: the opening of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corridors.atlas import Atlas
from corridors.describe.facts import Content
from corridors.model import Feature, Question

TITLE = "Ports and corridors, as the articles tell them"
MOST = 6  # of those most written about
LONG = 36  # characters of a name; a longer one gives way to the map's
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def overview(
    atlas: Atlas, countries: Mapping[str, str], questions: Iterable[Question] = ()
) -> Content:
    """Describe what there is to choose from.

    Parameters
    ----------
    atlas
        What there is.
    countries
        Names of countries by ISO 3166 alpha-2 code.
    questions
        Views worth opening first.

    Returns
    -------
    dict
        ``title`` and ``line`` say what this is; ``questions`` have what they ``ask``, a ``note``
        and the ``query`` of their address; ``most`` are the features with most passages, the most
        first; ``layers`` have a ``title`` and all their ``features``. A feature has ``id``,
        ``name``, a ``note`` and the number of its ``passages``.
    """
    features = list(atlas.features.values())
    written = sorted(features, key=lambda feature: -atlas.count_to(feature.id))
    return {
        "title": TITLE,
        "line": _line(features, len(atlas.articles)),
        "questions": [{"ask": q.ask, "note": q.note, "query": q.query} for q in questions],
        "most": [
            _row(atlas, countries, feature)
            for feature in written[:MOST]
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
    """Count what there is: “79 places and three corridors, in 4 articles; …”."""
    corridors = sum(feature.kind.branched for feature in features)
    number = _WORDS[corridors] if corridors < len(_WORDS) else f"{corridors:,}"
    places = _counted(len(features) - corridors, "place")
    also = f" and {number} corridor{'' if corridors == 1 else 's'}" if corridors else ""
    return f"{places}{also}, in {_counted(articles, 'article')}; every statement with its source."


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _row(atlas: Atlas, countries: Mapping[str, str], feature: Feature) -> Content:
    where = ", ".join(countries.get(code, code) for code in feature.countries[:2])
    more = " and others" if len(feature.countries) > 2 else ""
    return {
        "id": feature.id,
        "name": feature.name if len(feature.name) <= LONG else feature.label or feature.name,
        "note": f"{where}{more} · {feature.status}",
        "passages": atlas.count_to(feature.id),
    }
