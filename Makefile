# Every chore of the project. `make` alone lists them.
PYTHON ?= python3
PORT ?=
HOST ?=
WORKERS ?= 2
VENV := .venv/bin
ADDRESS := $(if $(HOST),--host $(HOST)) $(if $(PORT),--port $(PORT))

.DEFAULT_GOAL := help
.PHONY: help setup run demo sample test test-slow mutate lint format bench screens lock clean

help: ## list these chores
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: ## make .venv from requirements.lock (every other chore does it by itself)
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 以上が必要です。 / Python 3.11 or newer is needed." >&2; exit 1; }
	@$(PYTHON) bootstrap.py

run: setup ## start the dashboard on your own store (PORT=8501 HOST=127.0.0.1)
	@$(VENV)/shintodo run $(ADDRESS)

demo: setup ## start it on the sample: UK Civil Service 2009-2020 and a fictitious metropolis
	@$(VENV)/shintodo demo $(ADDRESS)

sample: setup ## rebuild the sample's figures from the publisher's raw files
	@$(VENV)/python -m sample.uk

test: setup ## run every test but the slow ones
	@$(VENV)/python -m pytest -m "not slow" -n $(WORKERS) --dist loadfile

test-slow: setup ## run the slow tests
	@$(VENV)/python -m pytest -m slow

mutate: setup ## put small faults into the guard of confidentiality; its tests must find 95 in 100
	@$(VENV)/python -m tests.mutation

lint: setup ## check style, layout and types
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy

format: setup ## put the code into its layout
	@$(VENV)/ruff check --fix .
	@$(VENV)/ruff format .

bench: setup ## measure against the targets and print the table
	@$(VENV)/python -m bench

screens: setup ## take the pictures of every page for docs/screens
	@$(VENV)/python -m tests.browser.tour

lock: setup ## write requirements.lock anew from requirements.in and requirements-dev.in
	@$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links requirements-dev.in --output-file requirements.lock

clean: ## remove .venv and everything else that was made here, but no data
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
