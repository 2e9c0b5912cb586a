"""All scripts and style sheets: one folder for each part of the page, and ``lib`` for all."""

from pathlib import Path

FOLDER = Path(__file__).parent
