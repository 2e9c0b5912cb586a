"""What a user keeps: article files on disk, taken in, imported, fetched, and read again."""
