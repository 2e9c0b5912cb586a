"""The command ``corridors`` and its subcommands."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from corridors import __version__, workspace
from corridors.articles.parsing import read
from corridors.articles.recognition import attach
from corridors.atlas import Atlas
from corridors.checking import FaultError
from corridors.cli import library as cli_library
from corridors.cli import places as cli_places
from corridors.cli.commands import clear, json_option, opened, paths_argument, print_json
from corridors.cli.evaluate import evaluate
from corridors.cli.export import export_
from corridors.cli.licensing import licences_
from corridors.cli.searching import search
from corridors.describe.passages import describe
from corridors.errors import ArticleError
from corridors.geodata import dataset, ground
from corridors.library import disk
from corridors.model import Feature, Layer, Link, Mention, Passage


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Ports, transport corridors and exercise sites, with what articles say about them."""


for command in cli_library.COMMANDS:
    main.add_command(command)


@main.command()
@click.option("--layer", metavar="LAYER", help="Only this layer, such as ports.")
@json_option
@clear
def features(layer: str | None, as_json: bool) -> None:
    """List what is on the map."""
    space = opened()
    layers = _chosen(space.atlas.layers, layer)
    rows = [_row(space.atlas, group, feature) for group in layers for feature in group.features]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['id']:36} {row['name']:44} {row['status']:20} {row['passages']:>3}")


@main.command()
@click.argument("feature_id")
@json_option
@clear
def passages(feature_id: str, as_json: bool) -> None:
    """Show the passages of one feature, such as port-aktau."""
    space = opened()
    content = describe(space.atlas, _feature(space.atlas, feature_id), space.countries, count=None)
    if as_json:
        print_json(content)
        return
    click.echo(f"{content['name']}: {content['summary']}")
    if not content["articles"]:
        click.echo("\nNo passage mentions it.")
    for article in content["articles"]:
        click.echo(f"\n{article['title']}\n{article['byline']}")
        for passage in article["passages"]:
            _print_passage(passage, article["author"] or article["title"])


@main.command()
@paths_argument
@json_option
@clear
def link(paths: tuple[Path, ...], as_json: bool) -> None:
    """Link articles to the places on the map without storing them.

    With --json, each link is a JSON object on a line; offsets count characters of the passage.
    """
    data = workspace.geodata()
    links = workspace.article_linker(data)
    failed = False
    for path in disk.files(paths):
        try:
            articles = [attach(text, data.articles) for text in read(path)]
        except ArticleError as error:
            click.echo(f"Not linked: {error}", err=True)
            failed = True
            continue
        for article in articles:
            passages = {passage.id: passage for passage in article.passages}
            for item in links(article):
                row = _linked(passages[item.passage], item)
                click.echo(json.dumps(row, ensure_ascii=False) if as_json else _sentence(row))
    if failed:
        sys.exit(1)


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--report", is_flag=True, help="Print all measured distances too.")
@clear
def check(folder: Path | None, report: bool) -> None:
    """Validate geodata and your own layers, or FOLDER; prints one line for each fault.

    Besides the form of the files it checks the geography: ports on the shore, sea legs on water,
    legs joined and in their countries, correct lengths.
    """
    data = dataset.read(folder) if folder else workspace.geodata()
    faults = list(data.faults)
    distances: list[ground.Distance] = []
    try:
        ground_faults, distances = ground.check(data.layers, ground.Ground(_land(folder)))
        faults += ground_faults
    except FaultError as error:
        faults.append(error.fault)
    if report:
        for d in distances:
            click.echo(f"{d.feature:32} {d.part:32} {d.what:20} {d.km:9.1f} of {d.limit:g} km")
    for fault in faults:
        click.echo(str(fault))
    if faults:
        sys.exit(1)
    count = sum(len(layer.features) for layer in data.layers)
    click.echo(f"{count} features in {len(data.layers)} layers: no fault found")


@main.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def serve(options: tuple[str, ...]) -> None:
    """Open the app in the browser; OPTIONS go to Streamlit, such as --server.port 8600."""
    settings = {
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "STREAMLIT_SERVER_SHOW_EMAIL_PROMPT": "false",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "20",
        "STREAMLIT_CLIENT_TOOLBAR_MODE": "minimal",
        "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_GLOBAL_MIN_CACHED_MESSAGE_SIZE": "1e9",
    }
    command = [sys.executable, "-m", "streamlit", "run", str(_app()), *options]
    # Streamlit takes over this process, so that signals reach it.
    os.execve(sys.executable, command, {**settings, **os.environ})  # noqa: S606


main.add_command(evaluate)
main.add_command(export_)
main.add_command(licences_)
main.add_command(search)
main.add_command(cli_places.suggest_)
main.add_command(cli_places.add_place)


def _land(folder: Path | None) -> Path:
    """Find the land to measure against: the folder's own, or the one that comes with Corridors."""
    roots = [root for root in (folder, dataset.default_folder()) if root]
    paths = [root / "basemap" / "land.geojson" for root in roots]
    return next((path for path in paths if path.exists()), paths[-1])


def _app() -> Path:
    """Find the page's script: in the installed package, or at the top of the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "page" / "app.py"
    return installed if installed.exists() else package.parents[1] / "app.py"


def _chosen(layers: Iterable[Layer], layer: str | None) -> list[Layer]:
    layers = list(layers)
    chosen = [group for group in layers if layer in (None, group.id)]
    if not chosen:
        ids = ", ".join(group.id for group in layers)
        raise click.ClickException(f"no layer {layer!r} (there are: {ids})")
    return chosen


def _feature(atlas: Atlas, feature_id: str) -> Feature:
    if feature_id not in atlas.features:
        ids = ", ".join(atlas.features)
        raise click.ClickException(f"no feature {feature_id!r} (there are: {ids})")
    return atlas.features[feature_id]


def _row(atlas: Atlas, layer: Layer, feature: Feature) -> Mapping[str, Any]:
    return {
        "id": feature.id,
        "layer": layer.id,
        "kind": feature.kind.id,
        "name": feature.name,
        "countries": list(feature.countries),
        "status": feature.status,
        "precision": feature.precision.level,
        "passages": atlas.count_to(feature.id),
    }


def _linked(passage: Passage, item: Link) -> Mapping[str, Any]:
    row = {
        "article": passage.article,
        "passage": passage.id,
        "paragraph": passage.paragraph,
        "section": passage.section,
        "feature": item.feature,
        "basis": item.basis,
        "mentions": [_mentioned(mention, passage) for mention in item.mentions],
    }
    return row | ({"reason": item.reason} if item.reason else {})


def _mentioned(mention: Mention, passage: Passage) -> Mapping[str, Any]:
    """Return a mention, with the reason and the deciding sentence where it is not a plain name."""
    row: dict[str, Any] = {"start": mention.start, "end": mention.end, "text": mention.text}
    if mention.basis != "named":
        row["basis"] = mention.basis
    if mention.reason:
        row["reason"] = mention.reason
    if mention.sentence and passage.text:
        start, end = mention.sentence
        row["sentence"] = passage.text[start:end].strip()
    return row


def _sentence(row: Mapping[str, Any]) -> str:
    words = ", ".join(dict.fromkeys(mention["text"] for mention in row["mentions"]))
    why = "; ".join(part for part in (words, row.get("reason")) if part)
    return f"{row['passage']:24} {row['feature']:36} {row['basis']:10} {why}"


def _print_passage(passage: Mapping[str, Any], author: str) -> None:
    why = f" [{passage['why']}]" if passage["why"] else ""
    click.echo(f"\n  {passage['place']}{why}")
    if passage["digest"]:
        click.echo(f"  Our summary: {passage['digest']}")
    if passage["differs"]:
        click.echo("  (The text at hand differs from the one described.)")
    if passage["text"]:
        words = "".join(span["text"] for span in passage["text"])
        click.echo(f"  {author} writes: “{words}”")
    if passage["page"]:
        click.echo(f"  {passage['page']['url']}")
