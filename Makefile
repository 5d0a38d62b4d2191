# Galaxy Lineage. `make` alone lists what there is. Needs bash, Python 3.11 or newer and a network, nothing else.

.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: help setup setup-dev setup-oracle demo test test-fast test-galaxy lint format docs bench bench-page clean

PORT ?= 8765
BIN := .venv/bin
WEB := explorer/web
NPM := .ci/npm.sh --prefix $(WEB)

# What has been done leaves a stamp, so that doing it again takes no time.
INSTALLED := .venv/.installed
DEVELOPING := .venv/.developing
MODULES := $(WEB)/node_modules/.installed
PAGE := $(WEB)/dist/index.html
PAGE_SOURCES := $(shell find $(WEB)/src $(WEB)/index.html $(WEB)/*.ts -type f 2>/dev/null)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(INSTALLED) $(PAGE) ## Make .venv, install the application, build its page
	@echo "Ready: make demo, or .venv/bin/galaxy-lineage --help"

setup-dev: $(DEVELOPING) $(PAGE) ## The same, with what tests and lint need

setup-oracle: $(DEVELOPING) ## Make .venv-galaxy, where Galaxy's own code answers the differential tests
	$(BIN)/python -m tests.oracle.environment

demo: setup ## Load a real Galaxy database and show it on http://127.0.0.1:8765 (PORT=… for another port)
	$(BIN)/galaxy-lineage demo --port $(PORT)

test: setup-dev ## Install what the tests need and run all of them
	.ci/test-services.sh
	$(NPM) test
	$(BIN)/pytest

test-fast: setup-dev ## Run the tests that need no server
	$(NPM) test
	$(BIN)/pytest -m "not service"

test-galaxy: setup-dev ## A real Galaxy runs extracted workflows and checks keys: half an hour, as root, with ../shared beside
	.ci/test-galaxy.sh
	$(BIN)/pytest -m galaxy tests/galaxy

lint: setup-dev ## Check style, types, imports and the page
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(NPM) run lint

format: $(DEVELOPING) ## Format the code
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

docs: $(DEVELOPING) ## Write docs/reference anew from the code
	$(BIN)/python -m api.reference docs/reference

bench: $(DEVELOPING) ## Measure what has a budget, in some minutes (docs/explanation/performance.md says what takes longer)
	$(BIN)/python -m tests.bench.bench_layout
	$(BIN)/python -m tests.bench.bench_first_load --datasets 10000
	$(BIN)/python -m tests.bench.bench_sync 1000 10000
	$(BIN)/python -m tests.bench.bench_bulk 10000

bench-page: setup-dev ## Measure the page in Chromium: first picture, frames while panning and zooming, size
	$(BIN)/python -m tests.bench.bench_page

clean: ## Remove what was made here
	rm -rf .venv .venv-galaxy $(WEB)/dist $(WEB)/node_modules tests/neo4j/lib tests/artefacts
	rm -rf .*_cache .hypothesis dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	.ci/venv.sh

$(INSTALLED): .venv/bin/python pyproject.toml
	.ci/install.sh --editable .
	@touch $@

$(DEVELOPING): $(INSTALLED)
	.ci/install.sh --editable . --group dev
	@touch $@

$(MODULES): .venv/bin/python $(WEB)/package.json $(WEB)/package-lock.json
	$(NPM) ci
	@touch $@

$(PAGE): $(MODULES) $(PAGE_SOURCES)
	$(NPM) run build
	@touch $@
