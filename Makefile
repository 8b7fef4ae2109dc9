# Every target sets up what it needs. `make run` and `make test` work on a fresh machine with Python 3.11 and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check bench vendor lock format setup setup-dev clean screenshots

run: setup
	@$(BIN)/sanxin run --demo

test: setup-dev
	@$(BIN)/python tests/run_all.py

check: setup-dev
	@$(BIN)/python -m sanxin.project.check

bench: setup-dev
	@$(BIN)/python -m bench

vendor: setup-dev
	@$(BIN)/python -m sanxin.web.vendor

screenshots: setup-dev
	@$(BIN)/python tests/browser/screenshots.py docs/screenshots

format: setup-dev
	@$(BIN)/ruff format src tests bench && $(BIN)/ruff check --fix src tests bench && $(BIN)/djade $$(git ls-files 'src/**/*.html')

# Lock files hold names, versions and hashes, never an address.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
lock:
	$(LOCK) requirements/run.in -o requirements/run.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt

setup: $(VENV)/.run
	@$(BIN)/python -m sanxin.project.build
setup-dev: $(VENV)/.dev
	@$(BIN)/python -m sanxin.project.build

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || \
	  { echo "需要 Python 3.11（现在是 $$($(PYTHON) --version)）：make PYTHON=/path/to/python3.11 run"; \
	    echo "Python 3.11 is needed; say where it is: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "python3.11-venv is missing: apt-get install python3.11-venv"; rm -rf $(VENV); exit 1; }
	@touch $@
$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/.venv
	@echo "Installing what the product needs ..."
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing what checking and testing need ..."
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
