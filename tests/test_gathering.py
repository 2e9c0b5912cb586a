"""Known articles from pages that list several, served by a site of the tests' own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import making
import pytest
from test_articles import known
from test_fetching import Site, answer, fetcher

from corridors.articles.parsing import parse
from corridors.errors import ArticleError, FetchError
from corridors.library.disk import load
from corridors.library.intake import Intake
from corridors.library.publisher import Found, gather, gather_address, wanted
from corridors.model import Article, Record, Text

AUTHORS = ("Ada One", "Ada Two", "Ada Three", "Ada Four")


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def articles(site: Site) -> list[Article]:
    """Four articles as geodata describes them; two are listed on one page."""
    lists = ("all.html", "tag/Herons.html", "tag/Herons.html", "tag/Foreign%20Quays.html")
    return [
        replace(
            known(making.story(seed), f"heron-{seed}"),
            record=Record(
                f"heron-{seed}",
                f"Heron {seed}",
                author=AUTHORS[seed],
                url=f"{site.url}/{listed}",
                url_is_list=True,
            ),
        )
        for seed, listed in enumerate(lists)
    ]


def full(seed: int) -> str:
    return making.body("Ada Example", making.story(seed))


def item(seed: int, text: str) -> str:
    return making.item(f"Heron {seed}", f"/item/{seed}-heron.html", text)


def run(articles: list[Article], folder: Path) -> dict[str, Found]:
    intake = Intake(folder, articles)
    return {found.name: found for found in gather(wanted(articles), intake, fetcher())}


def stored(folder: Path) -> dict[str, Text]:
    return {text.id: text for text in load(folder)[0]}


def serve(site: Site, path: str, page: str) -> None:
    site.pages[path] = answer(page, "text/html; charset=utf-8")


class TestLists:
    @pytest.fixture(autouse=True)
    def pages(self, site: Site) -> None:
        """Each list holds articles of ours among others, newest first."""
        serve(site, "/all.html", making.tag_page(item(7, full(7)), item(0, full(0))))
        serve(
            site,
            "/tag/Herons.html",
            making.tag_page(item(8, full(8)), item(2, full(2)), item(1, full(1)), item(9, full(9))),
        )
        serve(site, "/tag/Foreign%20Quays.html", making.tag_page(item(3, full(3))))

    def test_each_is_known_again_among_the_others(
        self, articles: list[Article], tmp_path: Path
    ) -> None:
        found = run(articles, tmp_path)
        assert all(step.kept and not step.missing for step in found.values())
        assert sorted(stored(tmp_path)) == [f"heron-{seed}" for seed in range(4)]
        for seed in range(4):
            words = [p.text for p in stored(tmp_path)[f"heron-{seed}"].paragraphs]
            assert words == making.story(seed)

    def test_each_keeps_the_address_of_its_own_page(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        run(articles, tmp_path)
        assert stored(tmp_path)["heron-2"].url == f"{site.url}/item/2-heron.html"

    def test_a_list_is_fetched_once_and_what_is_there_not_again(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        run(articles, tmp_path)
        assert sorted(site.asked) == sorted(
            ["/robots.txt", "/all.html", "/tag/Herons.html", "/tag/Foreign%20Quays.html"]
        )
        again = run(articles, tmp_path)
        assert len(site.asked) == 4
        assert {step.kept.done for step in again.values() if step.kept} == {"already there"}

    def test_an_article_that_left_its_list_is_said_and_the_rest_comes(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        serve(site, "/all.html", making.tag_page(item(7, full(7)), item(8, full(8))))
        found = run(articles, tmp_path)
        assert found["Ada One, Heron 0"].error == f"not among the 2 articles on {site.url}/all.html"
        assert len(stored(tmp_path)) == 3

    def test_a_page_that_fails_is_said_for_each_of_its_articles(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        site.pages["/tag/Herons.html"] = answer(status=503)
        found = run(articles, tmp_path)
        errors = {name: step.error for name, step in found.items() if step.error}
        assert sorted(errors) == ["Ada Three, Heron 2", "Ada Two, Heron 1"]
        assert all("answers 503" in str(error) for error in errors.values())
        assert sorted(stored(tmp_path)) == ["heron-0", "heron-3"]

    def test_offline_every_article_is_named_and_nothing_is_lost(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        run(articles[:1], tmp_path)
        site.close()
        found = run(articles, tmp_path)
        errors = [step.error for step in found.values() if step.error]
        assert len(errors) == 3
        assert all("cannot be reached" in error for error in errors)
        assert list(stored(tmp_path)) == ["heron-0"]

    def test_a_site_that_forbids_it_is_left_alone(
        self, site: Site, articles: list[Article], tmp_path: Path
    ) -> None:
        site.pages["/robots.txt"] = answer("User-agent: *\nDisallow: /tag/")
        found = run(articles, tmp_path)
        assert len([step for step in found.values() if step.kept]) == 1
        assert not any(path.startswith("/tag/") for path in site.asked)


class TestBeginnings:
    @pytest.fixture
    def one(self, articles: list[Article]) -> list[Article]:
        return articles[:1]

    def beginning(self, seed: int) -> str:
        return f"<p>By {AUTHORS[0]}</p><p>{making.story(seed)[0]}</p>"

    def test_the_whole_comes_from_the_articles_own_page(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        serve(site, "/all.html", making.tag_page(*(item(i, self.beginning(i)) for i in (5, 0, 6))))
        serve(site, "/item/0-heron.html", making.article_page("Heron 0", full(0)))
        [found] = run(one, tmp_path).values()
        assert found.missing == 0
        assert len(stored(tmp_path)["heron-0"].paragraphs) == 6
        assert site.asked == ["/robots.txt", "/all.html", "/item/0-heron.html"]

    def test_a_list_of_titles_alone_leads_there_too(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        rows = "".join(f'<li><a href="item/{i}-heron.html">HERON {i}</a></li>' for i in range(9))
        serve(site, "/all.html", f"<html><body><h1>Herons</h1><ul>{rows}</ul></body></html>")
        serve(site, "/item/0-heron.html", making.article_page("Heron 0", full(0)))
        [found] = run(one, tmp_path).values()
        assert (found.missing, found.error) == (0, None)

    def test_a_page_of_the_same_title_with_other_words_is_not_taken(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        serve(site, "/all.html", '<html><body><a href="/x.html">Heron 0</a> and more</body></html>')
        serve(site, "/x.html", making.article_page("Heron 0", full(5)))
        [found] = run(one, tmp_path).values()
        assert found.error
        assert stored(tmp_path) == {}

    def test_the_beginning_is_kept_where_the_page_cannot_be_had(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        serve(site, "/all.html", making.tag_page(*(item(i, self.beginning(i)) for i in (5, 0))))
        [found] = run(one, tmp_path).values()
        assert (found.missing, found.error) == (5, None)
        assert len(stored(tmp_path)["heron-0"].paragraphs) == 1

    def test_a_beginning_never_takes_the_place_of_the_whole(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        longer = [*making.story(0)[:5], "Another end."]
        Intake(tmp_path, one).keep(parse("\n\n".join(longer).encode(), "x.txt")[0])
        serve(site, "/all.html", making.tag_page(*(item(i, self.beginning(i)) for i in (5, 0))))
        run(one, tmp_path)
        assert len(stored(tmp_path)["heron-0"].paragraphs) == 6

    def test_no_link_leads_to_another_host(
        self, site: Site, one: list[Article], tmp_path: Path
    ) -> None:
        text = making.item("Heron 0", "http://10.0.0.1/heron.html", self.beginning(0))
        serve(site, "/all.html", making.tag_page(text, item(5, self.beginning(5))))
        [found] = run(one, tmp_path).values()
        assert (found.missing, found.error) == (5, None)


class TestAnyAddress:
    def test_all_articles_of_a_page_are_stored(self, site: Site, tmp_path: Path) -> None:
        serve(site, "/list.html", making.tag_page(item(1, full(1)), item(2, full(2))))
        found = list(gather_address(f"{site.url}/list.html", Intake(tmp_path, []), fetcher()))
        assert [step.name for step in found] == ["Heron 1", "Heron 2"]
        assert sorted(stored(tmp_path)) == ["list-1", "list-2"]
        assert stored(tmp_path)["list-2"].date == "2025-10-01"

    def test_a_pdf_is_one_too(self, site: Site, tmp_path: Path) -> None:
        site.pages["/7-heron"] = answer(making.paper(making.story(7)), "application/pdf")
        [found] = gather_address(f"{site.url}/7-heron", Intake(tmp_path, []), fetcher())
        assert found.name == "7-heron"
        assert stored(tmp_path)["7-heron"].url == f"{site.url}/7-heron"

    def test_an_empty_page_and_a_missing_one_are_errors(self, site: Site, tmp_path: Path) -> None:
        serve(site, "/empty.html", "<html><body></body></html>")
        with pytest.raises(ArticleError, match="no text found"):
            list(gather_address(f"{site.url}/empty.html", Intake(tmp_path, []), fetcher()))
        with pytest.raises(FetchError, match="404"):
            list(gather_address(f"{site.url}/none.html", Intake(tmp_path, []), fetcher()))
