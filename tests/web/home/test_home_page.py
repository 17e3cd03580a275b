"""The leader's page: what is late, why, who; each person sees its own."""

from __future__ import annotations

import shutil

import pytest
from django.urls import reverse

from sanyi.ledger import State
from sanyi.web.home.queries import standing
from sanyi.web.ledgers.models import EntryRow
from sanyi.web.papers.models import Paper
from sanyi.web.units.models import Person, Place, Unit


@pytest.fixture
def judged(paper, entry) -> Paper:  # type: ignore[no-untyped-def]
    """One red task of the liaison's unit, one yellow of another, the rest green."""
    paper.entries.update(lamp="green", status="on_course")
    EntryRow.objects.filter(pk=entry.pk).update(lamp="red", status="missed", why="时限已过。")
    other = paper.entries.exclude(units__unit=entry.units.first().unit).first()
    EntryRow.objects.filter(pk=other.pk).update(lamp="yellow", status="lagging", why="进展慢。")
    found: Paper = paper
    return found


def test_numbers_count_every_task_once(judged, people) -> None:  # type: ignore[no-untyped-def]
    found = standing(people["leader"], judged.place, None)
    assert found is not None
    assert (found.whole.red, found.whole.yellow) == (1, 1)
    assert found.whole.total == judged.entries.count()
    assert sum(line.total for line in found.sections) == found.whole.total


def test_merged_and_terminated_tasks_are_not_counted(judged, people, entry) -> None:  # type: ignore[no-untyped-def]
    EntryRow.objects.filter(pk=entry.pk).update(state=State.TERMINATED)
    found = standing(people["leader"], judged.place, None)
    assert found is not None and found.whole.red == 0


def test_page_says_what_why_and_who(as_role, judged, entry) -> None:  # type: ignore[no-untyped-def]
    shown = as_role("leader").get("/").content.decode()
    lead = entry.units.filter(role="lead").first().unit.name
    assert entry.title[:20] in shown and "时限已过。" in shown and lead in shown
    assert shown.count('class="home-number"') == 4


def test_liaison_sees_its_own_tasks_alone(as_role, judged, people, entry) -> None:  # type: ignore[no-untyped-def]
    shown = as_role("liaison").get("/").content.decode()
    assert entry.title[:20] in shown and "进展慢。" not in shown
    found = standing(people["liaison"], judged.place, None)
    assert found is not None and found.whole.total < judged.entries.count()


@pytest.fixture
def city(judged, people, place):  # type: ignore[no-untyped-def]
    """The county under a city with a second county."""
    city = Place.objects.create(code="linlan", name="临澜市")
    place.parent = city
    place.save()
    other = Place.objects.create(code="pinghe", name="平和县", parent=city)
    paper = Paper.objects.create(place=other, slug="pinghe-2025", year=2025, state="issued",
                                 created_by=people["head"])  # fmt: skip
    EntryRow.objects.create(place=other, paper=paper, year=2025, entry_id="pinghe-2025#1",
                            position=0, title="另一县的任务", text="", proof="issued", reading={},
                            lamp="grey")  # fmt: skip
    unit = Unit.objects.create(place=city, name="临澜市医改办")
    return Person.objects.create(username="mayor", name="示例", role="leader", place=city,
                                 unit=unit, must_change_password=False)  # fmt: skip


def test_city_sees_its_places_side_by_side(city, client) -> None:  # type: ignore[no-untyped-def]
    found = standing(city, None, None)
    assert found is not None
    assert [(p.name, p.red, p.grey) for p in found.places] == [("安禾县", 1, 0), ("平和县", 0, 1)]
    client.force_login(city, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get("/").content.decode()
    assert "各地对比" in shown and "?year=2025&amp;place=pinghe" in shown
    one = client.get("/", {"place": "pinghe"}).content.decode()
    assert "平和县2025年医改重点任务" in one and "时限已过。" not in one


def test_county_does_not_see_its_neighbour(city, as_role) -> None:  # type: ignore[no-untyped-def]
    assert as_role("leader").get("/", {"place": "pinghe"}).status_code == 404
    assert "平和县" not in as_role("leader").get("/").content.decode()


@pytest.mark.parametrize("year", ["1999", "x", "99999", "２０２５"])
def test_year_that_is_not_there_falls_back_to_the_latest(as_role, judged, year) -> None:  # type: ignore[no-untyped-def]
    assert "2025年医改重点任务" in as_role("leader").get("/", {"year": year}).content.decode()


def test_empty_office_is_told_what_to_do(as_role, people) -> None:  # type: ignore[no-untyped-def]
    shown = as_role("office").get("/").content.decode()
    assert "还没有下达的文件" in shown and reverse("papers:list") in shown


def test_page_takes_few_queries(as_role, judged, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    leader = as_role("leader")
    leader.get("/")
    with django_assert_max_num_queries(20):
        leader.get("/")


@pytest.mark.browser
def test_page_prints_on_one_sheet(live_server, judged, people, tmp_path) -> None:  # type: ignore[no-untyped-def]
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="browser tests need playwright")
    pdfium = pytest.importorskip("pypdfium2", reason="pages are counted by pdfium")
    judged.entries.update(lamp="red", why="按预期走势此时应为更高，推算到期不能达成。" * 5)
    from django.test import Client

    client = Client()
    client.force_login(people["leader"], backend="django.contrib.auth.backends.ModelBackend")
    cookie = client.cookies["sessionid"].value
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(live_server.url)
        page.pdf(path=str(tmp_path / "home.pdf"), prefer_css_page_size=True)
        browser.close()
    with pdfium.PdfDocument(tmp_path / "home.pdf") as pdf:
        assert len(pdf) == 1
