# Everything a newcomer needs; `make` alone explains.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
STUDIES ?= startup consulting agency travel

.DEFAULT_GOAL := help
.PHONY: help study test soak lab bench check format clean lock chromium

help:  ## Say what each command does
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@echo "Setting up $(VENV): once, a minute or two"
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make $(VENV): on Debian and Ubuntu, apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

study: $(READY)  ## Run the four sample studies: four reports and reports/index.html
	$(BIN)/workbench run $(STUDIES)

test: $(READY) chromium  ## Run all tests (with layers, types and style)
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

soak: $(READY)  ## Run the long tests that make test leaves out: every bomb, thousands of damaged files, a hundred kills
	$(BIN)/python -m pytest -m soak

lab: $(READY)  ## Open the walk in JupyterLab, in your language
	$(BIN)/workbench lab

bench: $(READY)  ## Measure speed, memory and size into benchmarks/results.json
	$(BIN)/python -m benchmarks

check: $(READY)  ## Style, types and layers only
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports --no-logo

format: $(READY)  ## Put the code in its usual form
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

lock:  ## Write requirements.lock again from pyproject.toml (needs uv)
	UV_PYTHON_DOWNLOADS=never uv pip compile --universal --generate-hashes --no-header --extra dev -q -o requirements.lock pyproject.toml

clean:  ## Remove what the commands above made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis reports/*/ reports/index.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Browser tests use the system's Chromium; without it they are skipped by name.
chromium:
	@command -v chromium >/dev/null 2>&1 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -qq >/dev/null 2>&1; apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 \
	      || echo "Chromium could not be installed: the browser tests will be skipped"; \
	  else echo "No chromium here: the browser tests will be skipped (Debian: apt-get install chromium)"; fi; }
