.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench torture lock docs audit

BIN := .venv/bin
INSTALLED := .venv/.installed

help: ## Show what there is to make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: $(INSTALLED) ## Make .venv with the khotto command in it

$(INSTALLED): requirements-dev.txt pyproject.toml tools/make_venv.sh
	sh tools/make_venv.sh
	touch $(INSTALLED)

demo: setup ## Play all people in the browser, without a LINE account
	$(BIN)/khotto demo

test: setup ## Run all tests (installs a browser and PostgreSQL if there are none)
	sh tools/find_browser.sh
	sh tools/find_postgres.sh
	$(BIN)/pytest -n 4 --dist loadfile

lint: setup ## Check style, types and the rows of the architecture
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy bot cases console handlers nlp scheduler simulator storage bench tools tests
	$(BIN)/lint-imports

format: setup ## Put the code into its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## Measure speed and memory; compare only figures of one run
	$(BIN)/python -m bench

torture: setup ## Kill everything at random instants while hundreds talk; SEED=N plays a run again
	sh tools/find_postgres.sh
	$(BIN)/python -m tests.torture $(if $(SEED),--seed $(SEED))

docs: setup ## Write what is generated: dialogues, settings, commands, screenshots
	sh tools/find_browser.sh
	$(BIN)/python -m tools.write_docs

audit: setup ## Ask which pinned dependencies have known vulnerabilities; needs the internet
	$(BIN)/pip install --quiet pip-audit
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt

lock: setup ## Pin the newest allowed versions of all dependencies, with hashes
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra train --extra sentry --generate-hashes --no-header --no-annotate --upgrade -q -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra train --extra sentry --group dev -c requirements.txt --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt
