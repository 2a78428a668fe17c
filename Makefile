# What is done often, each explained in CONTRIBUTING.md. `make` alone lists it.
PYTHON ?= python
# Two test processes: more gain nothing on two cores, and each opens its own demonstration data.
PYTEST = $(PYTHON) -m pytest -n 2 --dist loadfile
.DEFAULT_GOAL := help
.PHONY: help run test fast lint bench lock

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 8

run: ## the dashboard, in the browser
	$(PYTHON) -m streamlit run app.py

lint: ## form, types and layers: ruff, mypy, import-linter
	ruff check .
	ruff format --check .
	mypy
	lint-imports --no-logo

fast: lint ## in a minute what tells most mistakes: lint, words, figures, charts, few rows, every page once
	$(PYTEST) -q tests/test_*.py tests/texts $(wildcard tests/figures) tests/charts \
	  tests/queries/test_three_rows.py tests/queries/test_reader.py tests/data/test_amounts.py tests/data/test_model.py \
	  tests/pages/test_pages.py::test_a_page_answers_in_the_readers_language

test: ## everything, as README says; takes some 23 minutes on two quiet cores
	bash -euo pipefail -c "$$(sed -n '/<!-- tests -->/,/<!-- \/tests -->/{/^<!--/d;/^```/d;p;}' README.md)"

bench: ## how fast the pages are, beside bare ones
	$(PYTHON) -m benchmarks.pages

lock: ## requirements*.txt from requirements*.in, with every hash; `make lock UPGRADE=--upgrade` renews all
	uv pip compile --quiet $(UPGRADE) requirements.in -o requirements.txt
	uv pip compile --quiet $(UPGRADE) requirements-dev.in -o requirements-dev.txt
	uv pip compile --quiet $(UPGRADE) requirements-spark.in -o requirements-spark.txt
	uv pip compile --quiet $(UPGRADE) requirements-sail.in -o requirements-sail.txt
