# The two commands a newcomer needs: `make demo` and `make test`. `make help` lists the rest.

# Asked outside this folder: a version manager would insist on the very version that .python-version names for Heroku.
PYTHON ?= $(or $(shell cd / && python3 -c 'import sys; print(sys.executable)' 2>/dev/null),python3)
# A Python named on the command line gets an environment of its own: `make test PYTHON=python3.12`.
VENV := .venv$(if $(filter command,$(firstword $(origin PYTHON))),/$(notdir $(PYTHON)))
BIN := $(VENV)/bin
TOOLS := $(VENV)/tools
CODE := bin bot handlers sandbox tests bench
RUN_STAMP := $(VENV)/.run-stamp
DEV_STAMP := $(VENV)/.dev-stamp
TOOLS_STAMP := $(TOOLS)/.stamp
# Every file here is what the list of the same name asks for and all that pulls in, with hashes.
LOCKS := requirements.lock requirements-demo.lock requirements-dev.lock requirements-tools.lock
# What is used is compiled when it is first imported, a quarter of all; by pip, all of it, on one core.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes

.DEFAULT_GOAL := help
.PHONY: help demo test check format format-check lint types spelling collected unit bench wheel lock audit browser python clean docs reference demo-recording pictures

# Compiled code is kept whatever the shell says: else each of a hundred processes compiles all of it again.
export PYTHONDONTWRITEBYTECODE :=

help:  ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(RUN_STAMP)  ## Baton with a small Slack, X, Discord and e-mail, no account needed
	$(BIN)/python -m bot demo

# Tests often wait, so the checks cost almost nothing beside them.
test: $(DEV_STAMP)  ## everything that must hold: format, lint, types, all tests
	$(MAKE) --no-print-directory --jobs 2 check unit

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

spelling: $(DEV_STAMP)  ## codespell over docs and code
	$(BIN)/codespell

# Rewriting the assertions of all tests takes a core 17 seconds. Once is enough for all processes.
collected: $(DEV_STAMP)
	@$(BIN)/python -m pytest --collect-only -qq >/dev/null || $(BIN)/python -m pytest --collect-only -q

reference: $(DEV_STAMP)  ## write docs/reference from the code
	$(BIN)/python bin/reference.py

docs: reference $(DEV_STAMP)  ## build the docs site into site/; fails on a broken link
	$(BIN)/zensical build --strict

demo-recording: $(DEV_STAMP) browser  ## record docs/img/demo.gif from the demo
	$(BIN)/python -m bin.record_demo

pictures: $(DEV_STAMP) browser  ## write docs/img/surfaces: every surface, light and dark, desktop and phone
	$(BIN)/python -m bin.pictures

# A thousand small databases wait mostly for the disk; nothing in a test has to survive the machine.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 4000000 { print "/dev/shm" }')

unit: $(DEV_STAMP) browser collected  ## all tests, without the checks before them
	$(if $(MEMORY),TMPDIR=$(MEMORY)) $(BIN)/python -m pytest --numprocesses 5 --dist load --maxschedchunk 4

bench: $(DEV_STAMP)  ## the figures, each against a yardstick of the same run
	$(BIN)/python -m bench

wheel: $(DEV_STAMP)  ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	rm -rf build baton.egg-info

# Versions that still fit stay as they are, unless UPGRADE=--upgrade asks for the newest.
lock: $(TOOLS_STAMP)  ## renew the locks after a change to requirements*.txt
	@set -e; for lock in $(LOCKS); do \
	  case $$lock in requirements-demo.lock) same="-c requirements.lock";; *) same="";; esac; \
	  $(TOOLS)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes $(UPGRADE) \
	    --custom-compile-command "make lock" $$same $${lock%.lock}.txt --output-file $$lock; done

audit: $(TOOLS_STAMP)  ## check all that is locked for known vulnerabilities (needs a network)
	@OFFLINE=$(OFFLINE) bin/audit $(TOOLS)/bin $(LOCKS)

clean:  ## take away the virtual environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

python:
	@$(FIND) command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: no '$(PYTHON)' found. Try: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(FIND) $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed: '$(PYTHON)' is $$($(FIND) $(PYTHON) --version 2>&1). Try: make PYTHON=python3.13" >&2; exit 1; }

# pyenv runs python3.12 only where its version is the chosen one.
FIND := $(patsubst python%,PYENV_VERSION=%,$(filter python3.%,$(PYTHON)))

# The stamps are renewed only when the locks change.
$(VENV)/bin/python: | python
	$(FIND) $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUN_STAMP): requirements.lock requirements-demo.lock | $(VENV)/bin/python
	@echo "Installing what Baton runs on into $(VENV) (once)..."
	@$(BIN)/python $(PIP_INSTALL) -r requirements.lock -r requirements-demo.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what the checks need into $(VENV) (once)..."
	@$(BIN)/python $(PIP_INSTALL) -r requirements-dev.lock
	@touch $(RUN_STAMP) $@

$(TOOLS_STAMP): requirements-tools.lock | $(VENV)/bin/python
	@$(BIN)/python -m venv --clear $(TOOLS)
	@$(TOOLS)/bin/python $(PIP_INSTALL) -r requirements-tools.lock
	@touch $@

browser:  # a system browser, since the one Playwright downloads would be a second one to keep up to date
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; bin/install-chromium
