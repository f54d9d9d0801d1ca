# Two commands are enough: `make run` opens the app, `make test` checks everything.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ARGS ?=

.PHONY: run test lint types layers bench bench-feed bench-scale relevance mutants screenshots docs pictures golden world messages pinyin format lock clean

run: messages
	@$(BIN)/xhs-tui $(ARGS)

test: messages lint types layers
	@$(BIN)/python -m pytest -q

$(READY): requirements.lock pyproject.toml hatch_build.py
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

lint: $(READY)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .

types: $(READY)
	@$(BIN)/mypy --no-error-summary

layers: $(READY)
	@$(BIN)/lint-imports --no-logo > $(VENV)/layers.txt || (cat $(VENV)/layers.txt; exit 1)

bench: messages
	@$(BIN)/python -m tests.bench $(ARGS)

bench-feed: messages
	@$(BIN)/python -m tests.bench.feed $(ARGS)

bench-scale: messages
	@$(BIN)/python -m tests.bench.scale $(ARGS)

relevance: messages
	@$(BIN)/python -m tests.bench.relevance $(ARGS)

mutants: messages
	@$(BIN)/python -m tests.mutants $(ARGS)

screenshots: messages
	@$(BIN)/python -m tests.screenshots $(ARGS)

docs: messages
	@$(BIN)/python -m tests.screenshots

pictures: $(READY)
	@$(BIN)/python -m tests.pictures $(ARGS)

golden: messages
	@$(BIN)/python -m tests.tui.art.golden
	@$(BIN)/python -m tests.store.logistics.plans
	@$(BIN)/python -m tests.golden

world: $(READY)
	@$(BIN)/python -m fixtures.lint

messages: $(READY)
	@$(BIN)/python -m tui.locales

pinyin: $(READY)
	@$(BIN)/python -c 'import pypinyin' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'pypinyin>=0.55'
	@$(BIN)/python -m tests.pinyin_table

format: $(READY)
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock: $(READY)
	@$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--strip-extras --allow-unsafe --no-header --annotation-style=line --extra dev -o requirements.lock pyproject.toml

clean:
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
