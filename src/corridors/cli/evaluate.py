"""``corridors evaluate``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from corridors.evaluation.measure import Report, Score, measure
from corridors.evaluation.sets import EvaluationError, read_set
from corridors.geodata import dataset
from corridors.linking.find.gazetteer import Gazetteer


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(paths: tuple[Path, ...], as_json: bool) -> None:
    """Measure the linker on texts whose links are known.

    FILE holds one JSON object a line, or a JSON list of them:

    \b
      {"id": "a-1", "text": "The ferry left Baku.", "trap": false,
       "links": [{"feature": "port-baku", "mention": "Baku",
                  "start": 15, "end": 19, "basis": "context"}]}

    Only text and links are needed. A link may be just the id of a feature (or its full
    name); without mentions or offsets only links are compared, not mentions. A text without links
    is a trap. Also understood: "sentence" or "passage" for "text"; "features", "mentions",
    "expected" or "entities" for "links"; {"port-baku": ["Baku"]}; [start, end, "port-baku"].
    A link with "nested" or "demonym" true is counted separately; nested names, such as “Port of
    Baku”, are recognised without it too. A link with the basis "described" is left out.

    Prints precision, recall and F1 of mentions (same feature, overlapping position) and of links
    (text and feature), in total, by layer, by basis and by kind of name, and then every miss.
    """  # noqa: D301 - click wants the character
    data = dataset.read(dataset.default_folder())
    features = {feature.id: feature for layer in data.layers for feature in layer.features}
    gazetteer = Gazetteer(features.values(), data.rules)
    for fault in data.faults:
        click.echo(f"Left out: {fault}", err=True)
    entries = []
    for path in paths:
        try:
            read, unknown = read_set(path, features)
        except EvaluationError as error:
            raise click.ClickException(str(error)) from error
        entries += read
        if unknown:
            names = ", ".join(unknown)
            click.echo(f"{path}: left out, no such feature: {names}", err=True)
    report = measure(entries, gazetteer, features)
    if as_json:
        click.echo(json.dumps(_plain(report), ensure_ascii=False, indent=2))
    else:
        _print(report)


def _print(report: Report) -> None:
    click.echo(f"{report.entries} texts, {report.traps} of them traps")
    for title, scores in (("Mentions", report.mentions), ("Links", report.links)):
        click.echo(f"\n{title:24}{'precision':>10}{'recall':>10}{'F1':>10}{'right':>8}", nl=False)
        click.echo(f"{'wrong':>8}{'missed':>8}")
        for group in _sorted(scores):
            score = scores[group]
            shares = (score.precision, score.recall, score.f1)
            cells = "".join(f"{_share(share):>10}" for share in shares)
            counts = f"{score.right:8}{score.wrong:8}{score.missed:8}"
            click.echo(f"  {group:22}{cells}{counts}")
    click.echo(f"\n{len(report.misses)} misses")
    for miss in report.misses:
        words = f" “{miss.words}”" if miss.words else ""
        why = f" ({miss.basis}{': ' + miss.reason if miss.reason else ''})" if miss.basis else ""
        click.echo(f"\n  {miss.entry}: {miss.what}: {miss.feature}{words}{why}\n    {miss.text}")


def _sorted(scores: Mapping[str, Score]) -> list[str]:
    kinds = ("all", "layer", "basis", "names")
    return sorted(scores, key=lambda group: (kinds.index(group.split()[0]), group))


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.4f}"


def _plain(report: Report) -> dict[str, object]:
    def rows(scores: Mapping[str, Score]) -> dict[str, object]:
        return {
            group: {
                **asdict(scores[group]),
                "precision": scores[group].precision,
                "recall": scores[group].recall,
                "f1": scores[group].f1,
            }
            for group in _sorted(scores)
        }

    return {
        "texts": report.entries,
        "traps": report.traps,
        "mentions": rows(report.mentions),
        "links": rows(report.links),
        "misses": [asdict(miss) for miss in report.misses],
    }
