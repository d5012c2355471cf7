"""The files of the page: vendored parts are what they say, scripts are one scope, the policy names exactly our scripts."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kg.view import html, render
from tests.view.world import world

ROOT = Path(__file__).parents[2]
VIEW = Path(html.__file__).parent
VIS_SHA256 = "af323cf36a669fbcf5a265070b4ca2c5deb7293b5e6b19c9d6ef486fdd720828"


def test_the_vendored_script_is_the_one_that_was_reviewed() -> None:
    vis = VIEW / "vendor" / "vis-network.min.js"
    assert hashlib.sha256(vis.read_bytes()).hexdigest() == VIS_SHA256
    assert "sourceMappingURL" not in vis.read_text(encoding="utf-8")
    for licence in ("MIT", "APACHE-2.0"):
        assert (VIEW / "vendor" / f"vis-network.LICENSE-{licence}").stat().st_size > 500


def test_no_name_is_declared_twice_in_the_joined_script() -> None:
    names = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", html.script(), re.MULTILINE)
    assert [n for n, times in Counter(names).items() if times > 1] == []


def test_every_script_file_is_joined_after_what_it_imports() -> None:
    folder = VIEW / "template" / "script"
    assert sorted(html.SCRIPTS) == sorted(p.stem for p in folder.glob("*.js"))
    for n, name in enumerate(html.SCRIPTS):
        for needed in re.findall(r"from '\./([\w-]+)\.js'", (folder / f"{name}.js").read_text(encoding="utf-8")):
            assert needed in html.SCRIPTS[:n], f"{name} needs {needed}"


def test_the_policy_allows_no_address_and_only_our_scripts() -> None:
    page = render(*world(30))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None and policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy[1] and "http" not in policy[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    assert len(scripts) == 2 and all(f"'sha256-{h}'" in policy[1] for h in hashes)


def test_our_own_files_name_no_address_on_a_network() -> None:
    for path in sorted((VIEW / "template").rglob("*.*")):
        found = set(re.findall(r"https?://[^\s'\"<>`]+", path.read_text(encoding="utf-8")))
        names = ("http://www.w3.org/", "http://purl.org/dc/", "https://w3id.org/finkg/")
        assert all(f.startswith(names) for f in found), (path.name, found)


def test_text_never_becomes_markup() -> None:
    for path in sorted((VIEW / "template" / "script").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function", text), path.name


def test_a_small_page_is_small_and_a_large_one_is_not_huge() -> None:
    assert len(render(*world(50)).encode()) < 1_000_000
    assert len(render(*world(5_000)).encode()) < 1_500_000


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed: syntax is still checked by the browser tests")
def test_the_joined_script_parses(tmp_path: Path) -> None:
    joined = tmp_path / "page.js"
    joined.write_text(html.script(), encoding="utf-8")
    done = subprocess.run(["node", "--check", str(joined)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not (ROOT / "node_modules" / ".bin" / "prettier").exists(), reason="npm install has not run: the script is linted where it has")
def test_the_script_is_linted_and_formatted() -> None:
    done = subprocess.run(["npm", "run", "--silent", "lint"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
