# Everything a developer needs: `make help` lists it.
# Each target first sets up .venv, with uv where it is on PATH, else with venv and pip.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
export PIP_DISABLE_PIP_VERSION_CHECK := 1

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
UV := $(shell command -v uv)

# The newest Python of 3.11 or later, asked rather than believed: a name on PATH may be a dead shim.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& command -v "$$name" && break; done)

# The lock also holds the build backend: nothing unpinned is fetched to install the project itself.
BUILD_BACKEND := editables hatchling
LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-strip-extras --extra dev --extra semantic --extra learn

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: ready
ready: $(READY) ## set up .venv, and no more: the command is .venv/bin/moderator

.PHONY: demo
demo: $(READY) ## the bundled day, in the desk
	@$(BIN)/moderator demo

.PHONY: test
test: $(READY) ## the tests, and that core and formats are covered to the last branch
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 \
		--cov=moderator/core --cov=feeds/formats --cov-branch --cov-fail-under=100

.PHONY: lint
lint: $(READY) ## formatting, ruff, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: check
check: lint test ## all that must hold before a commit: lint and test

.PHONY: bench
bench: $(READY) ## the benchmarks, one JSON line a figure (ONLY=name runs one, POSTS="1000 100000" sizes it)
	@$(BIN)/python -m benchmarks $(or $(ONLY),"") $(POSTS)

SECONDS ?= 600
RATE ?= 200

.PHONY: soak
soak: $(READY) ## a fair under fire, then one over a broker: nothing lost (SECONDS=60 for short)
	@$(BIN)/python -m tests.soak --seconds $(SECONDS) --rate $(RATE)
	@$(BIN)/python -m tests.chaos --seconds $(SECONDS)

.PHONY: snap
snap: pictures ## take the desk's snapshots and pictures anew
	@$(BIN)/python -m pytest tests/desk --snapshot-update --quiet

.PHONY: pictures
pictures: $(READY) ## the pictures and the key card in docs, from the program itself
	@$(BIN)/python docs/picture.py docs/pictures
	@$(BIN)/python docs/keycard.py docs/key-card.md

.PHONY: words
words: $(READY) ## the Dutch catalog brought in line with the source, and compiled
	@$(BIN)/python docs/catalog.py

.PHONY: lock
lock: ## requirements.lock anew, with the newest versions that pyproject.toml allows
	@test -n "$(UV)" || { echo "make lock needs uv on PATH; see CONTRIBUTING.md" >&2; exit 1; }
	@printf '%s\n' $(BUILD_BACKEND) | uv pip compile --quiet --upgrade $(LOCK_OPTIONS) \
		pyproject.toml - --output-file requirements.lock

.PHONY: clean
clean: ## remove .venv and everything that was made
	@rm -rf $(VENV) dist .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	@rm -f snapshot_report.html
	@find . -type d -name __pycache__ -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)$(UV)" || { echo "Python 3.11 or later is needed, and none is on PATH." \
		"Install it, or say where it is: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; exit 1; }
ifneq ($(UV),)
	@uv venv --quiet --allow-existing --python "$(or $(PYTHON),3.11)" $(VENV)
	@uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes --requirement requirements.lock
	@uv pip install --quiet --compile-bytecode --python $(BIN)/python --no-deps --no-build-isolation --editable .
else
	@$(PYTHON) -m venv $(VENV) || { echo "$(PYTHON) cannot make a virtual environment." \
		"On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
endif
	@touch $@
