# thidua: everything a developer runs. `make help` lists it.
#
#   DOCS=path      what `make demo` loads (default: examples)
#   PYTHON=path    the Python to build .venv with (default: the first of 3.13, 3.12, 3.11 and python3 that will do)
#   ARGS=...       more arguments for pytest or the benchmarks

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint format bench eval calibrate constraints clean

VENV := .venv
BIN := $(VENV)/bin
DOCS ?= examples
ARGS ?=
# Twice quiet: errors only. What pip warns of (an extra it does not find) is asked for in pyproject.toml.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.installed ## Load the documents of DOCS=examples and answer the three questions
	@THIDUA_HOME="$(CURDIR)/.thidua/demo" $(BIN)/python -m app.demo $(DOCS)

# tests/test_repository.py runs what `make lint` runs, so that one closing line speaks for everything.
test: $(VENV)/.installed-test ## Check everything: style, types, architecture, behaviour
	@$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/.installed-test ## Style, types and the rule of which room may import which
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.installed-test ## Let ruff order and lay out the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(VENV)/.installed-bench ## Measure against a bare driver on both engines, and extraction beside spaCy
	@$(BIN)/python -m benchmarks $(ARGS)

eval: $(VENV)/.installed-test ## Score extraction, and fail where it is worse than docs/evaluation.json
	@$(BIN)/python -m tests.evaluation $(ARGS)

calibrate: $(VENV)/.installed-test ## Fit what confidence means
	@$(BIN)/python -m tests.evaluation --calibrate

constraints: $(BIN)/python ## Pin anew, in constraints.txt, all that is installed
	@sh .ci/constraints $(BIN)/python

clean: ## Remove what was built here; source documents and your own data stay
	@rm -rf $(VENV) .thidua .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are newer than what they were made from, so that a second run installs nothing.
$(VENV)/.installed: pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing thidua into $(VENV) (once)..."
	@$(PIP_INSTALL) -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing thidua and its test tools into $(VENV) (once)..."
	@$(PIP_INSTALL) -c constraints.txt -e '.[test]'
	@touch $(VENV)/.installed $@

$(VENV)/.installed-bench: pyproject.toml constraints.txt $(BIN)/python
	@echo "Installing thidua and what it is measured with into $(VENV) (once)..."
	@$(PIP_INSTALL) -c constraints.txt -e '.[test,bench]'
	@touch $(VENV)/.installed $(VENV)/.installed-test $@

# No prerequisites and no dates: it is made where it is not there, or where the Python it stood on is gone.
$(BIN)/python:
	@python=$$(PYTHON='$(PYTHON)' sh .ci/find-python) && "$$python" -m venv --clear $(VENV)
