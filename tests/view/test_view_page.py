"""The page in a real browser: silent, searchable, walkable by keyboard, true to the text, and deaf to hostile names."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.view import render
from tests.view.browser import Browser, missing
from tests.view.world import call, resolved, world

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "-")

HOSTILE = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "</script><script>window.hacked=1</script>",
    "{{7*7}}{% raw %}",
    "javascript:window.hacked=1",
    "'\"`\\ \u202eRTL\u2028\u2029\x00\x07",
    "=cmd|'/c calc'!A1",
)
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    two = [call(0, 1, opening="😀 "), call(0, 2, opening="🏦🏦 "), call(1, 1)]
    hostile = [call(n, 1, hostile=text) for n, text in enumerate(HOSTILE)]
    made = {
        "small": render(two, resolved(two)),
        "hostile": render(hostile, resolved(hostile)),
        "large": render(*world(3000)),
        "aggregated": render(*world(300), max_nodes=100),
        "focused": render(two, resolved(two), focus="Northwind Robotics", hops=1),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return {name: folder / f"{name}.html" for name in made}


def test_opening_asks_for_nothing_and_complains_of_nothing(browser: Browser, pages: dict[str, Path]) -> None:
    for page in pages.values():
        browser.open(page)
        assert browser.requests() == [] and browser.console() == [], page
    refused = "const done = arguments[0]; fetch('https://example.org/').then(() => done('asked'), () => done('refused'))"
    assert browser.driver.execute_async_script(refused) == "refused"
    assert any("Content Security Policy" in line for line in browser.console()) and browser.requests() == []


def test_every_proof_shows_exactly_its_characters(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    wrong = browser.js(
        """
        const { graph } = finkg;
        const wrong = [];
        for (let p = 0; p < graph.proofs.doc.length; p++) {
          finkg.pickProof(p);
          const marked = [...document.querySelectorAll('#source mark.now')].map((m) => m.textContent).join('');
          const { text } = graph.texts[graph.proofs.doc[p]];
          const a = graph.proofs.a[p];
          if (marked.replace(/\\n/g, '') !== text.slice(a, a + graph.proofs.n[p]).replace(/\\n/g, '')) wrong.push([p, marked]);
        }
        return wrong;
        """
    )
    assert wrong == []
    assert browser.js("return document.querySelectorAll('#source mark.now').length > 0 && finkg.graph.proofs.doc.length > 60")


def test_a_mark_in_the_text_leads_back_to_its_node(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    node = browser.js("const i = finkg.graph.raw.obs.node[0]; finkg.pickNode(i, true); finkg.clear(); finkg.pickProof(finkg.graph.proofsOfNode[i][0]); return i")
    browser.js("finkg.store.set({ node: '', link: -1 }); document.querySelector('#source mark.now').click()")
    assert browser.js("return finkg.picked") == node
    shown = browser.js("const m = document.querySelector('#source mark.now').getBoundingClientRect(); const b = document.querySelector('#source .text').getBoundingClientRect(); return m.top >= b.top && m.bottom <= b.bottom")
    assert shown


def test_search_finds_names_numbers_periods_and_quotes(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    find = "return finkg.search.find(arguments[0]).map((h) => [finkg.graph.kindOf(h.i).id, finkg.graph.name(h.i)])"
    assert browser.js(find, "northw")[0] == ["company", "Northwind Robotics"]
    metric = browser.js(find, "revenue q2 2025")
    assert metric and metric[0][0] in ("observation", "guidance") and "Revenue" in metric[0][1]
    assert any(kind == "question" for kind, _ in browser.js(find, "developed over the last months"))
    assert browser.js(find, "no such words anywhere") == []
    assert browser.js("return finkg.search.inTexts('we expect more of it').length") > 0
    browser.press("/", on="#graph")
    browser.press("Harbour", "\ue007")
    assert browser.js("return finkg.graph.name(finkg.picked)") == "Harbour Securities"


def test_search_is_quick_in_ten_thousand_facts(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["large"])
    took = browser.js(
        """
        finkg.search.prepare();
        return ['revenue', 'alder', 'margin q1 2025', 'warehouse months', '412'].map((q) => {
          const start = performance.now();
          finkg.search.find(q);
          return performance.now() - start;
        });
        """
    )
    assert sorted(took)[2] < 50, took


def test_filters_count_and_hide(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    count = "return document.querySelector('[data-field=kinds] input[data-id=segment]').closest('li').querySelector('.n').textContent"
    assert browser.js(count) == "6/6"
    browser.js("document.querySelector('[data-field=kinds] input[data-id=segment]').click()")
    assert browser.js(count) == "0/6"
    browser.press("u", on="#graph")
    assert browser.js(count) == "6/6"
    all_of_it = browser.js("return finkg.shown.shown")
    browser.js("document.querySelector('[data-field=docs] input[data-id=call-1-q1]').click()")
    assert browser.js("return finkg.shown.shown") < all_of_it
    browser.js("finkg.reset(); const s = document.querySelector('[data-choice=period]'); s.value = '2025-Q2'; s.dispatchEvent(new Event('change'))")
    periods = browser.js("return [...new Set([...Array(finkg.graph.count).keys()].filter((i) => finkg.shown.nodes[i] && finkg.graph.obsOf.has(i)).map((i) => finkg.graph.obs(i, 'period')))]")
    assert periods == ["2025-Q2"]
    for view in ("asked", "numbers", "owners", "people"):
        browser.js("finkg.reset(); document.querySelector(`[data-view=${arguments[0]}]`).click()", view)
        assert browser.js("return finkg.shown.shown") > 3, view


def test_focus_expand_path_hide_and_undo(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.js("finkg.focus(finkg.graph.place.get('Company:northwind-robotics'))")
    one = browser.js("return finkg.shown.shown")
    browser.js("finkg.store.set({ hops: 2 })")
    assert browser.js("return finkg.shown.shown") > one
    browser.js("finkg.undo(); finkg.undo()")
    assert browser.js("return finkg.state.focus") == ""
    browser.js("finkg.store.set({ level: 1 }); finkg.expand(finkg.graph.place.get('Company:northwind-robotics'))")
    assert 0 < browser.js("return finkg.state.more.length") <= 30
    names = browser.js(
        "const at = (n) => [...Array(finkg.graph.count).keys()].find((i) => finkg.graph.name(i) === n);"
        "finkg.path(at('Harbour Securities'), at('Northwind Robotics')); return finkg.state.path.map((id) => finkg.graph.name(finkg.graph.place.get(id)))"
    )
    assert names[0] == "Harbour Securities" and names[-1] == "Northwind Robotics" and len(names) >= 3
    browser.js("finkg.reset(); finkg.pickNode(finkg.graph.place.get('Company:northwind-robotics')); finkg.hide(finkg.picked)")
    assert browser.js("return finkg.shown.nodes[finkg.graph.place.get('Company:northwind-robotics')]") == 0


def test_the_keyboard_walks_and_opens(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.press("\ue015", on="#graph")
    seen = {browser.js("return finkg.picked")}
    for key in ("\ue015", "\ue013", "\ue014", "\ue012", "\ue015", "\ue015"):
        browser.press(key, on="#graph")
        seen.add(browser.js("return finkg.picked"))
    assert len(seen) >= 3 and -1 not in seen
    browser.press("\ue007", on="#graph")
    assert browser.js("return document.activeElement.closest('#details') !== null")
    for key, tab in (("t", "table"), ("i", "pictures"), ("o", "ontology"), ("s", "documents"), ("g", "explore")):
        browser.press(key, on="#graph" if tab == "table" else "#tab-explore")
        assert browser.js("return finkg.state.tab") == tab
    browser.press("?", on="#graph")
    assert browser.js("return document.getElementById('keys').open")
    browser.press("\ue00c")
    assert not browser.js("return document.getElementById('keys').open")


def test_a_permalink_brings_the_view_back(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"])
    browser.js("finkg.focus(finkg.graph.place.get('Company:northwind-robotics')); finkg.store.set({ hops: 2, kinds: ['market'], level: 3 })")
    state, link = browser.js("return JSON.stringify(finkg.state)"), browser.js("return finkg.hash")
    browser.open(pages["small"], link)
    assert browser.js("return JSON.stringify(finkg.state)") == state
    browser.open(pages["small"], "level=9&node=nobody&focus=%%%&nonsense=1&tab=nowhere&proof=99999&link=-7")
    assert browser.js("return document.body.dataset.ready") == "texts" and browser.console() == []
    browser.open(pages["focused"])
    assert browser.js("return finkg.state.focus") == "Company:northwind-robotics"


def test_exports_hold_what_is_shown(browser: Browser, pages: dict[str, Path]) -> None:
    import csv
    import io
    from xml.etree import ElementTree

    from rdflib import Graph

    browser.open(pages["small"], "level=3")
    rows = list(csv.DictReader(io.StringIO(browser.js("return finkg.exports.csv()"), newline="")))
    texts = {d: browser.js("return finkg.graph.texts[finkg.graph.docs.findIndex((x) => x.id === arguments[0])].text", d) for d in {r["document"] for r in rows}}
    assert len(rows) > 60
    for row in rows:
        assert texts[row["document"]][int(row["start"]) : int(row["end"])] == row["evidence"]
    picture = ElementTree.fromstring(browser.js("return finkg.exports.svg()"))
    assert len(picture.findall("{http://www.w3.org/2000/svg}g")) == browser.js("return finkg.shown.shown")
    assert len(Graph().parse(data=browser.js("return finkg.exports.turtle()"), format="turtle")) > 200
    assert browser.js("return finkg.renderer.png().length") > 20_000


def test_the_table_says_what_the_graph_shows(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["small"], "tab=table&level=3")
    assert browser.js("return document.querySelectorAll('#table tbody tr').length") == min(100, browser.js("return finkg.table.rows().length"))
    browser.js("document.querySelector('#table tbody tr td:last-child button').click()")
    assert browser.js("return document.querySelectorAll('#source mark.now').length") > 0


def test_pictures_answer_and_open_their_evidence(browser: Browser, pages: dict[str, Path]) -> None:
    for picture, wanted in (("metric", "svg g[role=link]"), ("split", "svg g[role=link]"), ("guidance", "table tbody tr"), ("asked", ".ask-chip"), ("owners", "svg g[role=link]"), ("changed", "table tbody tr")):
        browser.open(pages["small"], f"tab=pictures&picture={picture}")
        assert browser.js("return document.querySelectorAll('#pictures ' + arguments[0]).length", wanted) > 0, picture
        browser.js("const m = document.querySelector('#pictures ' + arguments[0]); (m.querySelector('button') ?? m).dispatchEvent(new MouseEvent('click', { bubbles: true }))", wanted)
        assert browser.js("return finkg.picked >= 0 || finkg.state.link >= 0"), picture
    assert browser.console() == []


def test_no_label_lies_over_another_when_the_page_opens(browser: Browser, pages: dict[str, Path]) -> None:
    for name in ("small", "large", "hostile"):
        browser.open(pages[name])
        time.sleep(0.3)
        pairs = browser.js(
            """
            const { painter, renderer, graph } = finkg;
            const labels = painter.boxes.map((b) => b.box);
            for (const [i, b] of renderer.positions()) {
              if (painter.style(i)[0] * renderer.scale >= 9) labels.push([b.x - b.w / 2, b.y - b.h / 2, b.w, b.h]);
            }
            let n = 0;
            labels.forEach(([x, y, w, h], i) => labels.slice(i + 1).forEach(([x2, y2, w2, h2]) => {
              if (x < x2 + w2 && x2 < x + w && y < y2 + h2 && y2 < y + h) n += 1;
            }));
            return [labels.length, n];
            """
        )
        assert pairs[0] > 3 and pairs[1] == 0, (name, pairs)


def test_nothing_is_painted_while_nobody_touches_the_page(browser: Browser, pages: dict[str, Path]) -> None:
    for name in ("small", "large"):
        browser.open(pages[name])
        time.sleep(0.6)
        frames = browser.driver.execute_async_script(
            """
            const done = arguments[0];
            let n = 0;
            const { painter } = finkg;
            const links = painter.links;
            painter.links = function (...all) { n += 1; return links.apply(this, all); };
            setTimeout(() => done(n), 500);
            """
        )
        assert frames == 0, name


def test_hostile_text_runs_nothing_and_is_shown_as_text(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["hostile"])
    for tab in ("explore", "pictures", "documents", "table", "ontology"):
        browser.js("finkg.store.set({ tab: arguments[0], level: 3 })", tab)
        for picture in ("metric", "split", "guidance", "asked", "owners", "changed"):
            browser.js("finkg.store.set({ picture: arguments[0] })", picture)
    browser.js(
        """
        const a = finkg;
        for (let i = 0; i < a.graph.count; i += 2) { a.pickNode(i); }
        for (let k = 0; k < a.graph.linkCount; k += 5) { a.pickLink(k); }
        for (const q of ['script', 'img', 'javascript', 'hacked']) { a.searchBox.input.value = q; a.searchBox.run(); }
        a.exports.csv(); a.exports.turtle(); a.exports.svg();
        """
    )
    assert browser.js("return window.hacked") is None
    assert browser.js("return document.querySelectorAll('main img, main svg[onload], #hits img, body > script').length") == 4
    assert browser.console() == []
    assert "<script>" in browser.js("return [...Array(finkg.graph.count).keys()].map((i) => finkg.graph.name(i)).join()")


def test_above_the_limit_the_page_opens_on_companies_and_expands(browser: Browser, pages: dict[str, Path]) -> None:
    browser.open(pages["aggregated"])
    assert browser.js("return finkg.shown.shown") == browser.js("return finkg.graph.reporting.size")
    browser.js("finkg.expand([...finkg.graph.reporting][0])")
    assert browser.js("return finkg.shown.shown") > browser.js("return finkg.graph.reporting.size")


def test_a_phone_shows_the_same(browser: Browser, pages: dict[str, Path]) -> None:
    browser.size(390, 844)
    try:
        browser.open(pages["small"])
        assert browser.js("return document.documentElement.scrollWidth") <= 390
        browser.js("finkg.pickNode(finkg.graph.place.get('Company:northwind-robotics'))")
        assert browser.js("return getComputedStyle(document.getElementById('panel')).display") == "flex"
        browser.js("document.querySelector('#details .proof, #details .cell').click()")
        browser.js("document.getElementById('filters').click()")
        assert browser.js("return document.getElementById('sidebar').getBoundingClientRect().width") == 390
        assert browser.console() == []
    finally:
        browser.size(1440, 900)


def test_accessible_in_light_and_dark(browser: Browser, pages: dict[str, Path]) -> None:
    axe = Path(__file__).parent / "vendor" / "axe.min.js"
    assert hashlib.sha256(axe.read_bytes()).hexdigest() == AXE_SHA256
    script = axe.read_text(encoding="utf-8")
    views = (
        {"node": "Company:northwind-robotics", "tab": "explore"},
        {"tab": "table", "level": 3},
        *({"tab": "pictures", "picture": picture} for picture in ("metric", "asked", "changed")),
        {"tab": "documents"},
        {"tab": "ontology"},
    )
    run = "const done = arguments[1]; axe.run(document, { resultTypes: ['violations'], ...(arguments[0] && { runOnly: ['color-contrast'] }) }).then((r) => done(r.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' ' + (n.any[0]?.message ?? ''))])))"
    browser.open(pages["small"])
    browser.driver.execute_script(script)
    for theme in ("light", "dark"):
        browser.js("finkg._theme(arguments[0])", theme)
        for view in views:
            browser.js("finkg.store.set(arguments[0])", view)
            assert browser.driver.execute_async_script(run, theme == "dark") == [], (theme, view)


def test_the_turtle_of_a_view_speaks_the_ontology(browser: Browser, pages: dict[str, Path]) -> None:
    import re

    from kg.vocab import CLASSES, METRICS, PROPERTIES

    browser.open(pages["small"], "level=3")
    turtle = browser.js("return finkg.exports.turtle()")
    assert set(re.findall(r"(?<=[\s^])kg:([a-z]\w+)(?= [^.])", turtle)) <= set(PROPERTIES)
    assert set(re.findall(r"\ba kg:(\w+)", turtle)) <= set(CLASSES)
    assert set(re.findall(r"metric:(\w+)", turtle)) <= set(METRICS) | {"https"}
