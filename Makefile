# Two commands on a fresh machine with Python 3.11 and make: `make demo` and `make test`.
# uv is used when it is present, pip otherwise; both install exactly what requirements.lock says.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
UV := $(shell command -v uv)
OUT ?= out
PYTEST_ARGS ?=
JOBS ?= 2
POSTGRES_TESTS ?= tests/web

.PHONY: help setup demo stop test postgres lint types docs bench lock samples clean

help: ## show this list
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## install everything into .venv from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11" >&2; exit 1; }
ifneq ($(UV),)
	@test -x $(PY) || $(UV) venv --quiet --python $(PYTHON) $(VENV)
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
else
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif
	@touch $@

demo: $(READY) ## read the samples, play the model county's year, open the desks
	@$(VENV)/bin/sanyi demo -o $(OUT) --open

stop: $(READY) ## stop the desks that make demo left open
	@$(VENV)/bin/sanyi stop --home $(OUT)/home

test: lint types ## ruff, mypy, then all tests with warnings as errors
	$(PY) -m pytest -n $(JOBS) $(PYTEST_ARGS)

postgres: $(READY) ## the tests of the desks on PostgreSQL instead of SQLite, and the quarter in a browser
	$(PY) -m pytest $(POSTGRES_TESTS) --ds web_settings_postgres -m "not browser and not slow" -n $(JOBS)
	$(PY) -m pytest tests/web/play/test_quarter.py --ds web_settings_postgres -m "browser and slow"

lint: $(READY) ## ruff: rules and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: $(READY) ## mypy, strict
	@mkdir -p .mypy_cache/home
	SANYI_HOME=.mypy_cache/home $(PY) -m mypy

docs: $(READY) ## write the generated reference pages and pictures anew
	$(PY) docs/build_reference.py
	$(PY) docs/build_pictures.py

samples: $(READY) ## build the sample documents from their sources
	$(PY) samples/build_samples.py

bench: $(READY) ## speed and memory of reading; a city by hand: bench/city.py
	$(PY) bench/read_documents.py

lock: ## resolve the dependencies anew (needs uv)
	$(UV) pip compile pyproject.toml --extra dev --python-version 3.11 --universal \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements.lock
	$(UV) pip compile pyproject.toml --extra ocr -c requirements.lock --python-version 3.11 --universal \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements-ocr.lock
	$(UV) pip compile pyproject.toml --extra spark -c requirements.lock --python-version 3.11 --universal \
	  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet -o requirements-spark.lock

clean: ## remove what make has made
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
