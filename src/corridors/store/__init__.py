"""The assembled articles in SQLite: a cache that can be made anew at any time, never a source."""
