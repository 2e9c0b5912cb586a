"""What is shown of an atlas: features of some actors, and events in a window of time."""

from __future__ import annotations

from dataclasses import dataclass

from corridors.model import Actor, Feature, Record


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of actors and a window of time; an empty one lets everything through.

    Parameters
    ----------
    actors
        States (ISO 3166 alpha-2) and names of bodies; a feature is shown where one of them has
        a part in it. A state includes its bodies.
    start, end
        The first and the last day of the window, ISO 8601, both included.
    """

    actors: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None

    def __bool__(self) -> bool:
        return bool(self.actors or self.start or self.end)

    @property
    def window(self) -> tuple[str | None, str | None]:
        """The first and the last day, None for an open end."""
        return self.start, self.end

    def shows(self, feature: Feature) -> bool:
        """Tell whether a feature passes: by its actors, and by its dates where it has any."""
        if self.actors and not any(acts(actor, self.actors) for actor in feature.actors):
            return False
        return feature.start is None or self.touches(feature.start, feature.end or feature.start)

    def tells(self, record: Record) -> bool:
        """Tell whether an article was published in the window, or has no date."""
        return record.date is None or self.touches(record.date, record.date)

    def touches(self, start: str, end: str) -> bool:
        """Tell whether a time between two years, months or days overlaps the window."""
        return (self.end is None or first_day(start) <= self.end) and (
            self.start is None or last_day(end) >= self.start
        )


def acts(actor: Actor, chosen: tuple[str, ...]) -> bool:
    """Tell whether an actor, or the state that it belongs to, is among those chosen."""
    return actor.state in chosen or actor.body in chosen


def first_day(date: str) -> str:
    """Return the first day of a year, a month or a day.

    Examples
    --------
    >>> first_day("2025"), first_day("2025-09"), first_day("2025-09-22")
    ('2025-01-01', '2025-09-01', '2025-09-22')
    """
    return date + "-01-01"[len(date) - 4 :]


def last_day(date: str) -> str:
    """Return a day no earlier than the last of a year, a month or a day, for comparing.

    Examples
    --------
    >>> last_day("2025"), last_day("2025-09"), last_day("2025-09-22")
    ('2025-12-31', '2025-09-31', '2025-09-22')
    """
    return date + "-12-31"[len(date) - 4 :]
