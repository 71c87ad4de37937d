# 书香 Shuxiang: what a developer or an operator does, one target each. `make` alone lists them.
SHELL := /bin/bash
BIN := .venv/bin
SYSTEM_PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
export PORT ?= 8000

.PHONY: help run test test-fast check fmt messages bench requirements

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 22

run: $(BIN)/.base ## Set everything up, load the demo once, serve on http://127.0.0.1:$PORT (8000)
	@exec $(BIN)/python manage.py run_demo --port $(PORT)

test: $(BIN)/.dev ## The whole suite: SQLite, PostgreSQL, browser
	@$(BIN)/python -m tests.run

test-fast: $(BIN)/.dev ## The suite for the desk: no migrations, no PostgreSQL, no browser
	@$(BIN)/python -m pytest --nomigrations -q -m "not browser and not postgres"

check: $(BIN)/.dev ## Lint, format, types, architecture, migrations, translations
	@$(BIN)/python -m tests.check

fmt: $(BIN)/.dev ## Put code and templates into shape
	@$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format . ; $(BIN)/djangofmt -q $$(git ls-files '*.html')

messages: $(BIN)/.dev ## Collect texts for translation (needs gettext)
	@$(BIN)/python manage.py collect_messages

bench: $(BIN)/.dev ## One side-by-side measurement: make bench NAME=ladder
	@$(BIN)/python benchmarks/$(NAME).py

requirements: ## Resolve the requirements anew (needs uv)
	@for f in base dev; do uv pip compile -q --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --upgrade requirements/$$f.in -o requirements/$$f.txt; done

$(BIN)/python:
	@test -n "$(SYSTEM_PYTHON)" || { echo "书香 needs Python 3.11, 3.12 or 3.13; this machine has $$(python3 --version 2>/dev/null || echo none)."; exit 1; }
	@$(SYSTEM_PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt install python3-venv)."; exit 1; }

$(BIN)/.base: requirements/base.txt | $(BIN)/python
	@echo "Installing what the portal needs …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(BIN)/.dev: requirements/dev.txt $(BIN)/.base
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@
