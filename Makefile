# DeepGuard: every command a developer, a newcomer or CI needs. CI runs nothing that is not here.
PY ?= python3
V := .venv
BIN := $(V)/bin
PORT ?= 8000
export DEEPGUARD_DATA ?= $(CURDIR)/data
DEMO := DATABASE_URL= DEEPGUARD_DEMO=1
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: --no-deps

.DEFAULT_GOAL := help
.PHONY: help setup dev run init up test test-postgres check format lint types migrations deploy bench lock assets screenshots clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

$(V)/.run: requirements/runtime.lock
	@$(PY) -c 'import sys; sys.exit("DeepGuard needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Install it, or name it: make run PY=python3.12") if sys.version_info < (3, 11) else None'
	@$(PY) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python has no venv here. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PY) -m venv $(V)
	$(PIP) -r requirements/runtime.lock
	@touch $@

$(V)/.dev: requirements/dev.lock $(V)/.run
	$(PIP) -r requirements/dev.lock
	@touch $@

static/vendor/.done: package.json package-lock.json scripts/assets.py scripts/icons.txt $(V)/.run
	$(BIN)/python scripts/assets.py

assets: static/vendor/.done ## fetch the browser assets

setup: $(V)/.run static/vendor/.done ## everything needed to run

dev: setup $(V)/.dev ## everything needed to test

run: setup ## serve the demo field
	@$(DEMO) $(BIN)/python manage.py demo
	@$(DEMO) $(BIN)/python manage.py up --port $(PORT)

init: setup ## begin your own register (asks for operator, e-mail, password, units, zone)
	@$(BIN)/python manage.py init

up: setup ## serve your own register
	@$(BIN)/python manage.py up --port $(PORT)

test: dev ## the tests, on SQLite (or on DATABASE_URL)
	$(BIN)/python -m pytest -n 2 --dist loadfile $(PYTEST_ARGS)

format: dev ## write the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only -q .

lint: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --quiet --lint templates

types: dev
	$(BIN)/mypy

migrations: dev
	$(BIN)/python manage.py makemigrations --check --dry-run

deploy: dev
	@DEEPGUARD_ENV=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org $(BIN)/python manage.py check --deploy --fail-level WARNING

check: lint types migrations deploy test ## all of it: format, lint, types, migrations, deploy check, tests

bench: dev ## the figures of the design, measured
	$(BIN)/python manage.py bench

screenshots: dev ## draw the pages into docs/screens, light and dark, 1440 and 820 px
	$(BIN)/python scripts/screenshots.py

lock: $(V)/.dev ## pin requirements anew
	cd requirements && ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate runtime.in -o runtime.lock
	cd requirements && ../$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate dev.in -o dev.lock

clean: ## forget what set-up made; data stays
	rm -rf $(V) node_modules static/vendor staticfiles
