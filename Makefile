# `make demo` and `make test` set up everything by themselves.
# They need Python 3.11 or newer, pip and make; where uv is on the path, it does the installing.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup demo test test-long test-real test-real-network format lint types suite docs messages bench clean

VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 2
SEED ?= 0
unexport PYTHONDONTWRITEBYTECODE # without compiled files every notebook run starts two seconds later

# An activated $(VENV) must not be taken for the machine's own Python.
OUTSIDE := $(subst $(CURDIR)/$(VENV)/bin:,,$(PATH))
export PATH := $(OUTSIDE)
IS_NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
PYTHON ?= $(shell export PATH="$(OUTSIDE)"; for p in python3 python3.13 python3.12 python3.11 python; do \
	if "$$p" $(IS_NEW_ENOUGH); then echo "$$p"; break; fi; done)
UV := $(shell export PATH="$(OUTSIDE)"; if uv --version >/dev/null 2>&1; then echo uv; fi)

ifdef UV
  MAKE_VENV = uv venv --quiet --allow-existing --python "$(PYTHON)" $(VENV)
  INSTALL = uv pip install --quiet --python $(VENV)
else
  MAKE_VENV = "$(PYTHON)" -m venv --without-pip $(VENV)
  INSTALL = "$(PYTHON)" -m pip --python $(VENV) install --quiet --disable-pip-version-check
endif

help: ## Show this list
	@echo "Lembar. Begin with: make demo"
	@echo
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /|/' | while IFS='|' read -r name what; do \
		printf '  make %-17s %s\n' "$$name" "$$what"; done

setup: $(VENV)/installed ## Make the virtual environment and install Lembar into it

demo: $(VENV)/installed ## Play a fortnight of a small brand on the rehearsal network
	@$(BIN)/lembar demo

test: lint types suite ## Run every check: format, style, floors, types, tests, documentation, wheel

format: $(VENV)/installed-dev ## Format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/installed-dev ## Check format, style and floors only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(VENV)/installed-dev ## Check the types only
	$(BIN)/mypy

suite: $(VENV)/installed-dev ## Run the tests only, those of the documentation and the wheel among them
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile

test-real: $(VENV)/installed-dev ## Try the real Bluesky (from npm), WordPress (from Debian) and nbgrader (from PyPI)
	$(BIN)/pytest -q tests/real/test_*.py

test-real-network: $(VENV)/installed-dev ## Try what readers see and do on the whole of Bluesky's network (npm, PostgreSQL)
	$(BIN)/pytest -q tests/real/whole_network

test-long: $(VENV)/installed-dev ## Play 10,000 stories of bad days on a rehearsed Google Sheet, half an hour; SEED=N plays others
	$(BIN)/python -m tests.promises.long --google --schedules 10000 --steps 12 --processes $(WORKERS) --seed $(SEED)

docs: $(VENV)/installed-dev ## Write the generated parts of the documentation anew
	$(BIN)/python -m automation.workbook.reference
	$(BIN)/python -m tests.docs.generate

messages: $(VENV)/installed-dev ## Collect the sentences people see, and compile their translation
	@mkdir -p build
	$(BIN)/pybabel -q extract -k mark --no-location --sort-output --project Lembar --copyright-holder 'the authors of Lembar' -o build/lembar.pot automation
	$(BIN)/pybabel -q update -N --init-missing --ignore-obsolete --ignore-pot-creation-date --no-wrap -D lembar -l id -i build/lembar.pot -d automation/locale
	$(BIN)/pybabel compile -D lembar -d automation/locale --statistics

bench: $(VENV)/installed-dev ## Print what the promises about speed and memory measure, as ratios
	$(BIN)/python -m tests.bench

clean: ## Remove everything that make made, the demo included; runs/ stays
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find automation tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/installed: pyproject.toml constraints.txt
	@$(call into_venv,.)

$(VENV)/installed-dev: pyproject.toml constraints.txt
	@$(call into_venv,.[dev])
	@touch $(VENV)/installed

define into_venv
	if [ -z "$(PYTHON)" ]; then \
		echo "Lembar needs Python 3.11 or newer. Install it, or name yours: make PYTHON=/path/to/python3.12"; exit 1; fi; \
	echo "Installing into $(VENV) with $(or $(UV),pip) …"; \
	$(MAKE_VENV) && $(INSTALL) --constraint constraints.txt --editable '$(1)' && touch $@
endef
