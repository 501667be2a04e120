# The two commands a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

# Asked outside this folder: a version manager would insist on the very version that .python-version names for Heroku.
PYTHON ?= $(or $(shell cd / && python3 -c 'import sys; print(sys.executable)' 2>/dev/null),python3)
VENV := .venv
BIN := $(VENV)/bin
CODE := bin bot handlers sandbox tests bench
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
DOCS_STAMP := $(VENV)/.docs-stamp

.DEFAULT_GOAL := help
.PHONY: help demo test check format format-check lint types spelling collected unit bench browser python clean docs reference demo-recording

# Compiled code is kept whatever the shell says: else each of a hundred processes compiles all of it again.
export PYTHONDONTWRITEBYTECODE :=

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_STAMP)  ## Baton with a small Slack, X, Discord and e-mail, no account needed
	$(BIN)/python -m bot demo

test: $(DEV_STAMP) $(DOCS_STAMP)  ## everything that must hold: format, lint, types, all tests
	$(MAKE) --no-print-directory --jobs 2 check collected
	$(MAKE) --no-print-directory unit

check: format-check lint types spelling  ## the quick half of `make test`

format: $(DEV_STAMP)  ## write the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

format-check: $(DEV_STAMP)
	$(BIN)/ruff format --check .

lint: $(DEV_STAMP)  ## what ruff has to say
	$(BIN)/ruff check .

types: $(DEV_STAMP)  ## mypy, strict
	$(BIN)/mypy --strict $(wildcard $(CODE))

spelling: $(DOCS_STAMP)  ## codespell over docs and code
	$(BIN)/codespell

# Rewriting the assertions of all tests takes a core as long as mypy does. Once is enough, and beside it costs nothing.
collected: $(DEV_STAMP)
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null || $(BIN)/python -m pytest --collect-only -q

reference: $(RUN_STAMP)  ## write docs/reference from the code
	$(BIN)/python bin/reference.py

docs: reference $(DOCS_STAMP)  ## build the docs site into site/; fails on a broken link
	$(BIN)/zensical build --strict

demo-recording: $(DEV_STAMP) $(DOCS_STAMP) browser  ## record docs/img/demo.gif from the demo
	$(BIN)/python bin/record_demo.py

# A thousand small databases wait mostly for the disk; nothing in a test has to survive the machine.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "/dev/shm" }')

unit: $(DEV_STAMP) $(DOCS_STAMP) browser  ## all tests, without the checks before them
	$(if $(MEMORY),TMPDIR=$(MEMORY)) $(BIN)/python -m pytest --numprocesses 5 --dist worksteal

bench: $(DEV_STAMP)  ## the figures, each against a yardstick of the same run
	$(BIN)/python -m bench

clean:  ## take away the virtual environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: no '$(PYTHON)' found. Try: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.13" >&2; exit 1; }

# The stamps are renewed only when the requirements change.
$(VENV)/bin/python: | python
	$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN_STAMP): requirements.txt | $(VENV)/bin/python
	@echo "Installing what Baton runs on into $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what the checks need into $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(RUN_STAMP) $@

$(DOCS_STAMP): requirements-docs.txt | $(VENV)/bin/python
	@echo "Installing what the docs need into $(VENV) (once)..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-docs.txt
	@touch $@

browser:  # a system browser, since the one Playwright downloads would be a second one to keep up to date
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; bin/install-chromium
