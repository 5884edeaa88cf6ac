# Everyday commands; `make help` lists them. Needs python3 (3.11+) and make, nothing else.
# What is installed is in pyproject.toml and constraints.txt; how tests and checks are set up in pyproject.toml.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Two at a time is what a small machine can do; JOBS=auto uses every core.
JOBS ?= 2
# Tests start Python again and again: what it has compiled once it keeps, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

# Checks see a production newsroom and never the .env of the machine they run on.
PRODUCTION = ENV_FILE=/dev/null DEBUG=false ALLOWED_HOSTS=news.example.org DATABASE_URL=sqlite://:memory: \
	SECRET_KEY=$$($(BIN)/python -c "import secrets; print(secrets.token_urlsafe(60))")

.DEFAULT_GOAL := help
.PHONY: help install packages run test test-sqlite test-postgres lint format bench clean

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: packages .env  ## make .venv with everything pinned, and a .env for development

packages: $(INSTALLED)  ## only the .venv, for a server that has its own settings

$(INSTALLED): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "The newsroom needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The newsroom needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || { echo "Making $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -c 'import tomllib; \
		project = tomllib.load(open("pyproject.toml", "rb")); \
		print(*project["project"]["dependencies"], *project["dependency-groups"]["dev"], sep="\n")' > $(VENV)/requirements.txt
	@echo "Installing the pinned packages …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -r $(VENV)/requirements.txt
	@touch $@

.env:
	@umask 077; $(PYTHON) -c 'import secrets; \
		print("# Written by make install, for development on this machine only. .env.example explains every setting."); \
		print("DEBUG=true"); \
		print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
	@echo "Wrote .env for development."

run: install  ## serve the newsroom with its demo stories on 127.0.0.1 (PORT=8000)
	@$(PYTHON) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
		s.bind(("127.0.0.1", int("$(PORT)")))' 2>/dev/null || \
		{ echo "Port $(PORT) cannot be used here, most likely because something else is serving on it. Try make run PORT=8001"; exit 1; }
	@$(BIN)/python manage.py serve_demo --port $(PORT)

test: test-sqlite test-postgres  ## run every test, on SQLite, in a browser and on PostgreSQL

# The other half makes its tables by migrating; here they are made from the models, which takes seconds less.
test-sqlite: install  ## run the tests on SQLite, browser tests included
	$(BIN)/pytest -n $(JOBS) --dist worksteal --nomigrations

test-postgres: install  ## run the tests on a throwaway PostgreSQL
	$(BIN)/python -m tests.postgres.cluster -- $(BIN)/pytest -n $(JOBS) --dist worksteal -m "not browser"

lint: install  ## check style, imports, types, templates, migrations and production settings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo
	@echo "mypy"; $(PRODUCTION) $(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	@echo "makemigrations --check"; $(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	@echo "check --deploy"; $(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

format: install  ## put the Python code into its house style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# What takes in counts is measured by the first, what a thousand open tabs cost by the second.
bench: install  ## measure speed against the numbers we promise, open tabs during a count included
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.live

clean:  ## remove .venv and what the checks leave behind; never stories or photos
	rm -rf $(VENV) staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .grimp_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
