"""Articles for reference managers."""

from __future__ import annotations

from corridors.atlas import Atlas
from corridors.citing.reference_managers import bibtex, csl, ris
from corridors.exporting.export_format import ExportFormat, as_json
from corridors.model import Record


def _records(atlas: Atlas) -> list[Record]:
    return [entry.record for entry in atlas.articles.entries()]


CSL = ExportFormat(
    name="csl",
    title="Articles as CSL-JSON",
    holds="articles",
    convention="CSL-JSON",
    file="corridors-articles.csl.json",
    mime="application/vnd.citationstyles.csl+json",
    write=lambda atlas, _: as_json(csl(_records(atlas))),
)
BIBTEX = ExportFormat(
    name="bibtex",
    title="Articles as BibTeX",
    holds="articles",
    convention="BibTeX",
    file="corridors-articles.bib",
    mime="application/x-bibtex; charset=utf-8",
    write=lambda atlas, _: [bibtex(_records(atlas))],
)
RIS = ExportFormat(
    name="ris",
    title="Articles as RIS",
    holds="articles",
    convention="RIS",
    file="corridors-articles.ris",
    mime="application/x-research-info-systems; charset=utf-8",
    write=lambda atlas, _: [ris(_records(atlas))],
)
