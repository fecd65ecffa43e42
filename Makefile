# Everything runs in .venv, which make fills from hash-pinned files. All that a machine needs is python3 (3.11 or newer) and make.
PYTHON ?= python3
ARGS ?=
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := .venv-lock/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help brief setup lint check test bench bench-assembly bench-send pictures lock clean

help: ## show this list
	@echo "make TARGET   (another Python: make PYTHON=python3.12 TARGET)"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' Makefile

brief: $(VENV)/.program ## assemble the brief of sources/ into out/ (more options: make brief ARGS="...")
	$(BIN)/briefing build $(ARGS)

setup: $(VENV)/.tools ## make the environment with everything that tests and checks need

lint: setup ## format, style, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint ## lint and the quick tests
	$(BIN)/python -m pytest -q -m "not slow" $(ARGS)

test: lint ## lint and all tests, with the gates of coverage
	$(BIN)/coverage erase
	$(BIN)/python -m pytest -n auto --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --fail-under=95
	$(BIN)/coverage report --fail-under=100 --include='briefing/model/*,briefing/analyse/*,briefing/verify/*'

bench: $(VENV)/.yardsticks ## measure the build against pandoc and typst (downloads both)
	$(BIN)/python benchmarks/run.py $(ARGS)

bench-assembly: $(VENV)/.yardsticks ## measure how assembling grows with the sources, beside sumy's LexRank
	$(BIN)/python -m benchmarks.assembly $(ARGS)

bench-send: setup ## measure the sending of 1,000 personal copies to a mail server on this machine
	$(BIN)/python -m benchmarks.send $(ARGS)

pictures: setup ## draw the pictures of docs/packs.md anew
	$(BIN)/python -m tests.acceptance.examples

lock: .venv-lock/.done ## pin the requirement files again (UPGRADE=--upgrade for newer versions)
	for name in run build dev bench; do $(COMPILE) --output-file requirements/$$name.txt requirements/$$name.in || exit 1; done

clean: ## remove the environment and all caches; out/ stays
	rm -rf $(VENV) .venv-lock build dist .coverage .coverage.* htmlcov
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find briefing tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: each is newer than what it was made from, or is made again.
$(VENV)/.python:
	@command -v $(PYTHON) >/dev/null || { echo "Briefing needs Python 3.11 or newer, and $(PYTHON) was not found." >&2; \
		echo "Name one that you have: make PYTHON=python3.12 brief" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Briefing needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -c 'import platform; print(platform.python_version())')." >&2; \
		echo "Name another one: make PYTHON=python3.12 brief" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.program: $(VENV)/.python requirements/run.txt requirements/build.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.program requirements/dev.txt requirements/axe.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --require-hashes --no-deps --upgrade --target $(VENV)/axe -r requirements/axe.txt
	$(PIP) check
	@touch $@

$(VENV)/.yardsticks: $(VENV)/.program requirements/bench.txt
	$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

.venv-lock/.done:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip --disable-pip-version-check --quiet install pip-tools==7.6.2
	@touch $@
