# Two commands need nothing set up by hand: make demo, make test.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = .make
UV := $(shell command -v uv 2>/dev/null)
# Certificates as the system trusts them, also behind a corporate gateway; never a Python from elsewhere.
export UV_SYSTEM_CERTS = 1
export UV_PYTHON_DOWNLOADS = never
export PIP_DISABLE_PIP_VERSION_CHECK = 1
APT = r-base-core r-cran-survey r-cran-psych r-cran-mass r-cran-haven r-cran-foreign chromium poppler-utils
LOCK = uv pip compile pyproject.toml - --generate-hashes --no-annotate --no-header --universal --python-version 3.11 -q

.DEFAULT_GOAL := help
.PHONY: help demo test check bench lock messages pages oracles clean

help:                     ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(STAMP)/env        ## environment, the example study analysed, its report written and its path printed
	@echo "== the example study: analysed, reported"
	@$(BIN)/qabilet demo --to demo-report

test: $(STAMP)/dev oracles ## everything: checks, the whole test suite; says at the end what was skipped and why
	@$(MAKE) --no-print-directory lint
	@echo "== tests (all)"
	@$(BIN)/python -m pytest -n auto -rs

check: $(STAMP)/dev       ## what a change must pass before it is committed: under two minutes
	@$(MAKE) --no-print-directory lint
	@echo "== tests (fast)"
	@$(BIN)/python -m pytest -n auto -m "not slow"

.PHONY: lint
lint: $(STAMP)/dev
	@echo "== ruff" && $(BIN)/ruff check .
	@echo "== mypy" && $(BIN)/mypy
	@echo "== who may know whom" && $(BIN)/lint-imports
	@echo "== messages in kk, ru, en" && $(BIN)/python scripts/messages.py --check

bench: $(STAMP)/env       ## start-up, and survey means beside R and others: an hour at most; writes docs/performance.md
	@$(BIN)/python scripts/bench.py

messages: $(STAMP)/dev    ## bring the catalogues of kk, ru, en up to date
	@$(BIN)/python scripts/messages.py

pages: $(STAMP)/env       ## make the generated pages of docs/ again
	@$(BIN)/python scripts/pages.py

lock:                     ## pin the dependencies anew (needs uv)
	@printf 'hatchling\neditables\n' | $(LOCK) -o requirements.lock
	@printf 'hatchling\neditables\n' | $(LOCK) --extra dev -o requirements-dev.lock

clean:                    ## remove what was made here
	rm -rf $(VENV) $(STAMP) demo-report build dist

$(BIN)/python:
	@echo "== environment in $(VENV)"
ifdef UV
	@uv venv -q --python $(PYTHON) --allow-existing $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

# $(1): the lock file
ifdef UV
install = uv pip install --python $(BIN)/python --require-hashes -r $(1) \
	&& uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
else
install = $(BIN)/python -m pip install --progress-bar on --require-hashes -r $(1) \
	&& $(BIN)/python -m pip install -q --no-deps --no-build-isolation --no-index -e .
endif

$(STAMP)/env: requirements.lock pyproject.toml | $(BIN)/python
	@echo "== dependencies (the first time takes a minute)"
	@$(call install,requirements.lock)
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "== dependencies of the tests (the first time takes a minute)"
	@$(call install,requirements-dev.lock)
	@mkdir -p $(STAMP) && touch $@ $(STAMP)/env

# R and a browser check our figures and pages. They are installed only where CI is set; elsewhere their tests are skipped.
oracles:
	@if [ -n "$$CI" ] && command -v apt-get >/dev/null && ! { command -v Rscript && command -v chromium; } >/dev/null; then \
		echo "== R, survey, psych, Chromium (CI only)"; \
		sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$sudo apt-get update -q && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -q --no-install-recommends $(APT) \
			|| echo "== not installed; the tests that need them will be skipped"; \
	fi
