# make demo   sets everything up, converts the sample plans and shows the result
# make test   sets everything up and runs the whole test suite
# make help   the rest

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup system demo test lint types quick bench format lock model corpus clean

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: system $(READY) ## the virtual environment with the locked packages

system:
	@sh tools/system-packages.sh

# rebuilt when the lock changes; touched last, so that an interrupted set-up is taken up again
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "kehoach needs Python 3.11 or later; '$(PYTHON)' is older. Say which one: make PYTHON=python3.12 …"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages (a few minutes the first time) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(READY)

demo: setup ## convert the sample plans in corpus/ and show the result
	@$(BIN)/python tools/demo.py

test: setup lint types ## format, lint, types, import layers and all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

quick: setup ## the tests that take no time and need no system package
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow and not ray and not browser and not office and not ocr and not postgres"

lint: $(READY) ## ruff and the import layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(READY) ## mypy
	$(BIN)/mypy

format: $(READY) ## let ruff format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measured figures: speed as ratios, comparisons, plots (not part of the tests)
	$(BIN)/python -m bench

model: setup ## write the assembled pipeline into models/
	$(BIN)/kehoach model models/kehoach_vi

lock: ## lock the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 pyproject.toml --all-extras --group dev \
		--no-emit-index-url --no-emit-find-links --generate-hashes --no-annotate --no-header -q -o requirements.lock

clean: ## remove what was built (not the records in outputs/)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist build
