"""What it costs to open the page: CPU seconds of all browser processes, beside stock pyvis on the same graph.

    python bench/view.py [--sizes 300 2000 10000] [--pyvis 300] [--limit 60]

Prints one row a page: nodes, links, megabytes of the file, CPU seconds from the address to the drawn graph with its texts (the cost of
an empty page taken off), CPU milliseconds a second while nobody touches it, and the slowest of six searches. Chromium runs headless and without a GPU.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg.view import render  # noqa: E402
from kg.view.draft import build  # noqa: E402
from kg.view.model import Model  # noqa: E402
from tests.view.browser import Browser  # noqa: E402
from tests.view.world import world  # noqa: E402


def cpu(browser: Browser) -> float:
    """CPU seconds so far of the browser and everything it started."""
    root = psutil.Process(browser.driver.service.process.pid)
    total = 0.0
    for process in [root, *root.children(recursive=True)]:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


SEARCHES = """
finkg.search.prepare();
return ['revenue', 'q1 2025', 'alder', 'margin change percent', '412', 'nothing like it'].map((query) => {
  const start = performance.now();
  finkg.search.find(query);
  return performance.now() - start;
});
"""


def opened(page: Path, hash_: str = "") -> tuple[float, float, float]:
    """CPU seconds to open a page of ours, CPU milliseconds a second at rest, milliseconds of the slowest of some searches."""
    browser = Browser()
    try:
        empty = page.with_name("empty.html")
        empty.write_text("<!doctype html><title>empty</title><body data-ready=texts>", encoding="utf-8")
        browser.open(empty)
        time.sleep(1)
        start = cpu(browser)
        browser.open(page, hash_)
        if hash_:
            browser.js("finkg.renderer.fit(null, false)")
        browser.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        time.sleep(0.5)
        ready = cpu(browser) - start
        rest = at_rest(browser)
        took = browser.js(SEARCHES)
        return ready, rest, sorted(took)[-1]
    finally:
        browser.close()


def at_rest(browser: Browser, seconds: float = 3.0) -> float:
    """CPU milliseconds a second while nobody touches the page."""
    before, clock = cpu(browser), time.monotonic()
    time.sleep(seconds)
    return 1000 * (cpu(browser) - before) / (time.monotonic() - clock)


def stock(model: Model, folder: Path, limit: float) -> tuple[float, float, bool]:
    """The same nodes and links through stock pyvis with its physics: CPU seconds until it rests (or ``limit``), file size, whether it rested."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line", directed=True)
    for i, node in enumerate(model.nodes):
        net.add_node(i, label=node.name)
    for link in model.links:
        net.add_edge(link.source, link.target)
    page = folder / "pyvis.html"
    page.write_text(net.generate_html(notebook=False), encoding="utf-8")
    browser = Browser()
    try:
        browser.driver.get("about:blank")
        time.sleep(1)
        start = cpu(browser)
        browser.driver.get(page.as_uri())
        quiet = 0
        while cpu(browser) - start < limit and quiet < 3:
            quiet = quiet + 1 if at_rest(browser, 1.0) < 60 else 0
        return cpu(browser) - start, page.stat().st_size / 1e6, quiet >= 3
    finally:
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[300, 2000, 10_000])
    parser.add_argument("--pyvis", type=int, nargs="*", default=[300])
    parser.add_argument("--limit", type=float, default=60.0, help="CPU seconds after which stock pyvis is stopped")
    args = parser.parse_args()
    print(f"{'page':28}{'nodes':>8}{'links':>8}{'MB':>7}{'open CPU s':>12}{'rest CPU ms/s':>15}{'search ms':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            readings, resolution = world(round(size * 1.17))
            model = build(readings, resolution)
            page = Path(folder) / f"page-{size}.html"
            page.write_text(render(readings, resolution), encoding="utf-8", newline="")
            ours = 0.0
            for name, hash_ in (("finkg, as it opens", ""), ("finkg, every node drawn", "level=3")):
                seconds, rest, search = opened(page, hash_)
                ours = max(ours, seconds)
                print(f"{name:28}{len(model.nodes):8}{len(model.links):8}{page.stat().st_size / 1e6:7.2f}{seconds:12.2f}{rest:15.1f}{search:11.1f}", flush=True)
            if size in args.pyvis:
                seconds, megabytes, rested = stock(model, Path(folder), args.limit)
                words = "" if rested else f"  (not at rest after {args.limit:.0f})"
                print(f"{'stock pyvis with physics':28}{len(model.nodes):8}{len(model.links):8}{megabytes:7.2f}{seconds:12.2f}{words}")
                print(f"{'ratio':28}{seconds / ours:35.0f}×")


if __name__ == "__main__":
    main()
