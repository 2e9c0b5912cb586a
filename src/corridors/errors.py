"""The errors that Corridors raises, as one short tree."""


class CorridorsError(Exception):
    """Any fault that a user can fix; its message is one readable line."""


class ArticleError(CorridorsError):
    """A file cannot be read as an article: names the file and what was expected."""


class LibraryError(CorridorsError):
    """The user's library cannot be read or written: names the file or folder."""


class FetchError(CorridorsError):
    """A page cannot be fetched: names the address and the reason."""


class ExportError(CorridorsError):
    """Nothing can be exported: names what was asked for and what there is."""


class StoreError(CorridorsError):
    """The cache of assembled articles cannot be used: names its file."""


class NotFoundError(CorridorsError, LookupError):
    """There is nothing with that name: names what was asked for and what there is."""
