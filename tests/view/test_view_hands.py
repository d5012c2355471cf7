"""The page under real hands: a pointer that clicks and drags the canvas, a finger, the printer, the files that are saved."""

from __future__ import annotations

import base64
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.view.browser import Browser, missing
from tests.view.world import call, resolved, world

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

AT = """
const { graph, renderer } = finkg;
const i = graph.place.get(arguments[0]);
const p = renderer.positions().get(i);
const r = document.getElementById('graph').getBoundingClientRect();
return [Math.round(p.x + r.left), Math.round(p.y + r.top)];
"""
NORTHWIND = "Company:northwind-robotics"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = Browser()
    yield found
    found.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    from kg.view import render

    folder = tmp_path_factory.mktemp("hands")
    few = [call(0, 1), call(0, 2), call(1, 1)]
    made = {"small": render(few, resolved(few)), "canvas": render(*world(2200))}
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {name: folder / f"{name}.html" for name in made}


@pytest.mark.parametrize("name", ["small", "canvas"])
def test_a_pointer_picks_a_node_drags_it_and_the_address_remembers(browser: Browser, pages: dict[str, Path], name: str) -> None:
    browser.open(pages[name], "level=1")
    time.sleep(0.3)
    lead = browser.js("return finkg.graph.id([...finkg.graph.reporting][0])")
    x, y = browser.js(AT, lead)
    browser.pointer((x, y))
    assert browser.js("return finkg.state.node") == lead
    browser.press("\ue00c", on="#graph")
    place = "return [finkg.painter.points.x[finkg.graph.place.get(arguments[0])], finkg.painter.points.y[finkg.graph.place.get(arguments[0])]]"
    before = browser.js(place, lead)
    x, y = browser.js(AT, lead)
    browser.pointer((x, y), (x + 40, y + 20), (x + 80, y + 60))
    after = browser.js(place, lead)
    assert after != before and browser.js("return finkg.state.node") == ""
    link = browser.js("return finkg.hash")
    browser.open(pages[name], link)
    assert [round(v) for v in browser.js(place, lead)] == [round(v) for v in after]
    browser.js("finkg.store.set({ pins: [] })")
    assert browser.js(place, lead) == before
    assert browser.console() == []


def test_a_pointer_moves_the_window_and_picks_a_line(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"], "level=1")
    time.sleep(0.3)
    free = """
    const r = document.getElementById('graph').getBoundingClientRect();
    for (let y = 30; y < 700; y += 7) for (let x = 30; x < 700; x += 7) {
      const hit = finkg.renderer.hit(x, y);
      if (arguments[0] ? hit.link >= 0 : hit.node < 0 && hit.link < 0) return [x + r.left, y + r.top];
    }
    """
    x, y = browser.js(free, True)
    browser.pointer((int(x), int(y)))
    assert browser.js("return finkg.state.link") >= 0 and browser.js("return document.querySelectorAll('#details .proof').length") > 0
    before = browser.js(AT, NORTHWIND)
    x, y = browser.js(free, False)
    browser.pointer((int(x), int(y)), (int(x) + 50, int(y) + 30), (int(x) + 90, int(y) + 50))
    assert browser.js(AT, NORTHWIND) != before and browser.js("return finkg.state.pins") == []


def test_a_finger_opens_the_details_and_the_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.size(390, 844)
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    try:
        browser.open(pages["small"], "level=1")
        time.sleep(0.3)
        x, y = browser.js(AT, NORTHWIND)
        for kind, points in (("touchStart", [{"x": x, "y": y}]), ("touchEnd", [])):
            browser.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        time.sleep(0.4)
        assert browser.js("return finkg.state.node") == NORTHWIND
        assert browser.js("return getComputedStyle(document.getElementById('panel')).display") == "flex"
        browser.driver.find_element("css selector", "#details .proof").click()
        assert browser.js("return document.querySelectorAll('#source mark.now').length") > 0
        browser.driver.find_element("css selector", "#close-source").click()
        browser.driver.find_element("css selector", "#close-panel").click()
        assert browser.js("return getComputedStyle(document.getElementById('panel')).display") == "none"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
        browser.size(1440, 900)


def test_paper_is_light_and_holds_the_picture(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"], f"theme=dark&tab=pictures&picture=metric&company={NORTHWIND}")
    printed = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
    assert printed.startswith(b"%PDF") and len(printed) > 8_000
    assert browser.js("return document.documentElement.dataset.theme") == "dark"
    browser.media(prefers_color_scheme="light")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    hidden = "return ['top', 'sidebar', 'tools', 'tabs', 'close-panel'].filter((id) => getComputedStyle(document.getElementById(id)).display !== 'none')"
    assert browser.js(hidden) == ["top"]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_exports_are_saved_as_files(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    browser.open(pages["small"])
    for kind in ("svg", "png", "csv", "ttl"):
        browser.driver.find_element("css selector", f"#export option[value={kind}]").click()
        end = time.monotonic() + 8
        while time.monotonic() < end and not [p for p in tmp_path.glob(f"*.{kind}") if p.stat().st_size > 400]:
            time.sleep(0.05)
        assert [p for p in tmp_path.glob(f"*.{kind}") if p.stat().st_size > 400], (kind, list(tmp_path.iterdir()))


def test_search_puts_the_reported_number_first_and_says_what_it_left_out(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    first = """
    const g = finkg.graph;
    return g.raw.obs.node.filter((i) => g.obs(i, 'status') !== 'reported').flatMap((i) => {
      const own = g.raw.nodes.owner[i];
      const same = g.raw.obs.node.filter((j) => g.obs(j, 'status') === 'reported' && g.raw.nodes.owner[j] === own && g.obs(j, 'metric') === g.obs(i, 'metric') && g.obs(j, 'period') === g.obs(i, 'period'));
      if (!same.length) return [];
      const hits = finkg.search.find(`${g.name(own)} ${g.obs(i, 'name')} ${g.obs(i, 'period')}`, 400).map((h) => h.i);
      return hits.indexOf(same[0]) < hits.indexOf(i) ? [] : [g.name(i)];
    });
    """
    assert browser.js(first) == []
    exact = """
    const g = finkg.graph;
    const names = [...Array(g.count).keys()].filter((i) => g.level(i) < 3).map((i) => g.name(i));
    return names.filter((n) => g.name(finkg.search.find(n)[0].i) !== n);
    """
    assert browser.js(exact) == []
    browser.press("/", on="#graph")
    browser.press("northwind zzzz")
    assert "Without “zzzz”" in browser.js("return document.getElementById('hits').textContent")
