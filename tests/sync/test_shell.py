"""What makes the product one that can be installed."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from sanxin.kernel.ids import new_id
from tests.cast import Cast


def test_the_worker_watches_over_the_whole_site(client: Client, db: None) -> None:
    answer = client.get("/sync/worker.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert (answer["Service-Worker-Allowed"], answer["Cache-Control"]) == ("/", "no-cache")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    text = answer.content.decode()
    assert re.search(r'CACHE = "sanxin-[0-9a-f]{12}"', text)
    assert 'PAGE = "/fieldwork/visits/new/"' in text


def test_the_worker_keeps_the_recording_page_and_the_papers_and_no_other(client: Client, db: None) -> None:
    text = client.get("/sync/worker.js").content.decode()

    assert set(re.findall(r"keep\(([\w.]+),", text)) == {"url.pathname", "path"}
    assert "url.pathname === PAGE || PAPER.test(url.pathname) ? own(event, url) : elsewhere(event.request)" in text
    paper = re.search(r'PAPER = new RegExp\("(.+?)"\)', text)
    assert paper
    assert re.search(paper[1], reverse("surveys:paper", args=[new_id()]))
    assert not re.search(paper[1], reverse("surveys:take_back_paper", args=[new_id()]))
    assert "for (const path of [OFFLINE, LOCK, PAGE])" in text


def test_the_manifest_names_icons_that_are_there(client: Client, db: None) -> None:
    told = client.get("/sync/manifest.webmanifest").json()

    assert (told["start_url"], told["display"]) == ("/fieldwork/visits/new/", "standalone")
    for icon in told["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        assert found
        assert Path(str(found)).stat().st_size > 100


def test_the_offline_page_holds_nothing_of_anybody(cast: Cast, client: Client) -> None:
    answer = client.get("/sync/offline/")

    assert answer.status_code == 200
    assert not [person for person in cast.everybody() if person.name in answer.content.decode()]
