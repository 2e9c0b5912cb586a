"""The user's articles: files on disk, imported, fetched, and read again."""
