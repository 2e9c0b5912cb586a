"""The commands for the user's own articles: import, list, edit."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from corridors import workspace
from corridors.articles.formats import endings, titles
from corridors.cli.commands import clear, json_option, opened, paths_argument, print_json
from corridors.library import disk
from corridors.library.importing import Outcome, import_files
from corridors.library.intake import edited
from corridors.library.publisher import Found, gather, gather_address, wanted

_IMPORT_HELP = f"""Add articles to your library: files, or folders of them.

Formats: {titles("and")}. A second run skips what has not changed, so an interrupted one goes
on where it stopped; importing twice changes nothing.
"""


@click.command("import", help=_IMPORT_HELP)
@paths_argument
@clear
def import_(paths: tuple[Path, ...]) -> None:
    """Import files one after the other, skipping bad ones."""
    files = disk.files(paths)
    if not files:
        raise click.ClickException(f"no article file in the folders given ({', '.join(endings())})")
    intake = workspace.intake(workspace.given().articles)
    outcomes: list[Outcome] = []
    try:
        with click.progressbar(
            length=len(files), label="Importing", file=sys.stderr, show_pos=True
        ) as bar:
            for outcome in import_files(files, intake):
                outcomes.append(outcome)
                bar.update(1)
    except KeyboardInterrupt:
        click.echo("Interrupted: the same command goes on from here.", err=True)
        sys.exit(130)
    finally:
        _report(outcomes)
    if any(outcome.error for outcome in outcomes):
        sys.exit(1)


def _report(outcomes: Sequence[Outcome]) -> None:
    """Report what was imported, one line for each article, and what was not."""
    counts = Counter({"already there": sum(not (o.kept or o.error) for o in outcomes)})
    for article in (kept for outcome in outcomes for kept in outcome.kept):
        counts[article.done] += 1
        copy = ", a copy" if article.twin else ""
        click.echo(f"{article.id}: {article.passages} passages, {article.done}{copy}")
    for outcome in outcomes:
        if outcome.error:
            counts["not imported"] += 1
            click.echo(f"Not imported: {outcome.error}", err=True)
    click.echo(", ".join(f"{count} {done}" for done, count in counts.items() if count))


@click.command()
@json_option
@clear
def articles(as_json: bool) -> None:
    """List the articles: those of geodata and your own."""
    space = opened()
    rows = [
        {
            "id": entry.record.id,
            "title": entry.record.title,
            "author": entry.record.author,
            "date": entry.record.date,
            "url": entry.record.url,
            "passages": entry.passages,
            "held": entry.held,
        }
        for entry in space.atlas.articles.entries()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        held = "text at hand" if row["held"] else "no text"
        citation = ", ".join(str(row[key]) for key in ("author", "title", "date") if row[key])
        click.echo(f"{row['id']:28} {row['passages']:>3} passages, {held:12} {citation}")


@click.command()
@click.argument("article_id")
@click.option("--title", help="An empty value removes the title; likewise for the others.")
@click.option("--author")
@click.option("--date", help="A day, a month or a year, such as 2025-09-22 or 2025-09.")
@click.option("--url", help="The address of the article's page.")
@clear
def edit(article_id: str, **fields: str | None) -> None:
    """Change title, author, date or address of an article of your own, such as my-notes."""
    folder = disk.default_folder()
    if article_id in {a.record.id for a in workspace.given().articles}:
        raise click.ClickException(f"{article_id} is described in geodata's articles.json")
    text = disk.find(article_id, folder)
    if text is None:
        ids = ", ".join(name for name, _ in disk.stored_files(folder)) or "none"
        raise click.ClickException(f"no article {article_id!r} in your library (there: {ids})")
    text = edited(text, **fields)
    disk.store(text, folder)
    for key in ("title", "author", "date", "url"):
        click.echo(f"{key:8}{getattr(text, key) or '—'}")


@click.command()
@click.argument("address", required=False)
@clear
def fetch(address: str | None) -> None:
    """Get the described articles from their publisher's pages, or the articles of one ADDRESS.

    They go into your own library. Corridors asks for one page at a time, says its name, and
    respects robots.txt. CORRIDORS_FETCH=off forbids it.
    """
    from corridors.library.fetching import Fetcher, policy

    if policy.is_off():
        raise click.ClickException("fetching is switched off (CORRIDORS_FETCH=off)")
    described = workspace.given().articles
    intake, fetcher = workspace.intake(described), Fetcher()
    articles = wanted(described)
    steps = (
        gather_address(address, intake, fetcher) if address else gather(articles, intake, fetcher)
    )
    steps_done: list[Found] = []
    try:
        with click.progressbar(
            length=1 if address else len(articles), label="Fetching", file=sys.stderr
        ) as bar:
            for step in steps:
                steps_done.append(step)
                bar.update(1)
    finally:
        _report_fetched(steps_done)
    if any(step.error for step in steps_done):
        sys.exit(1)


def _report_fetched(steps: Sequence[Found]) -> None:
    for step in steps:
        if step.kept:
            part = f", {step.missing} passages not found" if step.missing else ""
            click.echo(f"{step.name}: {step.kept.passages} passages, {step.kept.done}{part}")
        else:
            click.echo(f"Not fetched: {step.name}: {step.error}", err=True)


COMMANDS = (import_, articles, edit, fetch)
