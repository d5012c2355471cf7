"""One headless Chromium for the tests of the page: quiet, without profile, with its network and console on record."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions", "--hide-scrollbars",
)  # fmt: skip


def missing() -> str:
    """Why there is no browser here; empty when there is one."""
    try:
        import selenium  # noqa: F401
    except ImportError:
        return "selenium is not installed"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return "" if chromium and shutil.which("chromedriver") else "chromium and chromedriver are not installed"


class Browser:
    """A driver with the few words that the tests need."""

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        from selenium import webdriver
        from selenium.webdriver.chrome.options import Options
        from selenium.webdriver.chrome.service import Service

        self.profile = tempfile.TemporaryDirectory(prefix="finkg-view-", ignore_cleanup_errors=True)
        options = Options()
        options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
        for flag in (*FLAGS, f"--user-data-dir={self.profile.name}", f"--window-size={width},{height}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        self.driver.set_script_timeout(30)
        self.size(width, height)

    def size(self, width: int, height: int) -> None:
        """The window, as a phone below 600 pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def media(self, **features: str) -> None:
        """Media features, as ``prefers_color_scheme="dark"``."""
        rows = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": rows})

    def open(self, page: Path, hash_: str = "") -> None:
        """Opens a file anew and waits until its texts are there."""
        self.driver.get("about:blank")
        self.driver.get(page.as_uri() + (f"#{hash_}" if hash_ else ""))
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if self.js("return document.body.dataset.ready") == "texts":
                return
            time.sleep(0.02)
        raise AssertionError(f"the page did not open: {self.console()}")

    def js(self, script: str, *values: Any) -> Any:
        """Runs a script in the page; ``finkg`` is the app."""
        return self.driver.execute_script(script, *values)

    def console(self) -> list[str]:
        """Warnings and errors since the last call."""
        return [row["message"] for row in self.driver.get_log("browser") if row["level"] in ("SEVERE", "WARNING")]

    def requests(self) -> list[str]:
        """Addresses on a network that were asked for since the last call."""
        out = []
        for row in self.driver.get_log("performance"):
            message = json.loads(row["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if url.startswith(("http:", "https:", "ws:", "wss:", "ftp:")):
                    out.append(url)
        return out

    def press(self, *keys: str, on: str = "") -> None:
        """Types keys into the element ``on``, or wherever the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains

        if on:
            self.js("document.querySelector(arguments[0]).focus()", on)
        ActionChains(self.driver).send_keys(*keys).perform()

    def pointer(self, *points: tuple[int, int]) -> None:
        """Presses at the first point of the window, moves through the others, and lets go; then waits for the page to settle."""
        from selenium.webdriver.common.action_chains import ActionChains

        chain = ActionChains(self.driver, duration=40)
        mouse = chain.w3c_actions.pointer_action
        mouse.move_to_location(*points[0])
        mouse.pointer_down()
        for point in points[1:]:
            mouse.move_to_location(*point)
        mouse.pointer_up()
        chain.perform()
        time.sleep(0.45)

    def close(self) -> None:
        """Ends the browser."""
        self.driver.quit()
        self.profile.cleanup()
