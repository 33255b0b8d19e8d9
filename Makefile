# Two commands do everything: `make run` and `make test`. Nothing is done twice: stamps remember.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
BROWSER := app/web/browser
BUNDLE := app/web/static/dist
SOURCES := app handlers tests

.PHONY: help setup run test lint fmt bench lock browser paper clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

setup: $(VENV)/installed $(BUNDLE)/.built $(VENV)/translated ## virtual environment, locked dependencies, front-end bundle

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@deploy/system-packages $(PYTHON):ensurepip=python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/locked: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/locked
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(BROWSER)/node_modules/.installed: $(BROWSER)/package.json $(BROWSER)/package-lock.json
	@deploy/system-packages npm=npm
	cd $(BROWSER) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(BUNDLE)/.built: $(BROWSER)/node_modules/.installed $(shell find $(BROWSER) -path '*/node_modules' -prune -o -type f -print 2>/dev/null)
	cd $(BROWSER) && npm run build
	@touch $@

$(VENV)/translated: $(shell find app/web/translations -name '*.po' 2>/dev/null) | $(VENV)/installed
	@if [ -d app/web/translations ]; then $(BIN)/pybabel -q compile -f -d app/web/translations; fi
	@touch $@

run: setup ## prepare the demonstration and serve it on http://127.0.0.1:8000
	@$(MAKE) --no-print-directory paper || echo "reports cannot be made as PDF until then; everything else runs"
	ZHIPING_SANDBOX=1 $(BIN)/zhiping init
	ZHIPING_SANDBOX=1 exec $(BIN)/zhiping serve --host $(HOST) --port $(PORT)

paper: # what reports as PDF need beside Python; without it everything else runs
	@deploy/system-packages lib:libpangoft2-1.0.so.0=libpangoft2-1.0-0 lib:libharfbuzz-subset.so.0=libharfbuzz-subset0 font:zh=fonts-noto-cjk

browser: # what the browser tests need beside Python
	@deploy/system-packages chromium=chromium font:zh=fonts-noto-cjk

lint: setup # the checks that need no database
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check --quiet $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

test: setup browser paper lint ## everything that CI runs
	$(BIN)/pytest --numprocesses=2 --dist=loadfile

bench: setup ## the figures against their budgets, as a table and as JSON
	$(BIN)/python -m tests.benchmarks

fmt: setup ## format and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

lock: setup ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --python-version 3.11 --upgrade \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --output-file requirements.lock

clean: ## remove what the other targets made, the demonstration's data included
	rm -rf $(VENV) $(BUNDLE) $(BROWSER)/node_modules build var *.egg-info
