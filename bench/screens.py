"""The pictures of docs/explorer/, taken anew from the example documents: python bench/screens.py"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from kg.build import build  # noqa: E402
from tests.view.browser import Browser  # noqa: E402

NORTHWIND = "Company:northwind-robotics"
SCREENS = {
    "light": (1440, 900, ""),
    "dark": (1440, 900, f"theme=dark&node={NORTHWIND}"),
    "facts": (1440, 900, "level=3"),
    "asked": (1440, 900, "view=asked&level=3"),
    "changed": (1440, 900, f"tab=pictures&picture=changed&company={NORTHWIND}"),
    "phone-light": (390, 844, ""),
    "phone-dark": (390, 844, f"theme=dark&node={NORTHWIND}"),
}


def main() -> None:
    folder = ROOT / "docs" / "explorer"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        build([ROOT / "examples" / "documents"], Path(out))
        browser = Browser()
        try:
            for name, (width, height, hash_) in SCREENS.items():
                browser.size(width, height)
                browser.open(Path(out) / "graph.html", hash_)
                time.sleep(0.6)
                browser.driver.save_screenshot(str(folder / f"{name}.png"))
        finally:
            browser.close()


if __name__ == "__main__":
    main()
