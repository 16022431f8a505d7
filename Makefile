# make demo, make test; see README.md. The environment is made in .venv once, and brought up to
# date when pyproject.toml changes. PYTHON=... chooses the interpreter.

VENV = .venv
BIN = $(VENV)/bin
# Compiled modules are kept whatever the surroundings say: some tests start the program again and again.
PYTEST = PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q $(WORKERS)
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq install
SHARED = ../shared
LOAD = build/load
CANDIDATES = $(PYTHON) python3.13 python3.12 python3.11 python3
WORKERS = -n 4

.PHONY: demo test slow lint format bench fuzz clean

demo: $(VENV)/.runs
	@$(BIN)/qualcode demo

test: $(VENV)/.develops
	$(PYTEST) -m "not slow"

slow: $(VENV)/.develops
	HYPOTHESIS_PROFILE=thorough $(PYTEST)

lint: $(VENV)/.develops
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.develops
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.develops
	$(BIN)/python -m benchmarks.agreement
	$(BIN)/python -m benchmarks.importing
	$(BIN)/python -m benchmarks.kill
	$(BIN)/python -m benchmarks.kill_screen
	@test -f $(LOAD)/segments_100000.csv || \
	  $(BIN)/python $(SHARED)/tools/make_corpus.py $(LOAD) --segments 100000
	$(BIN)/python -m benchmarks.commands $(LOAD)
	$(BIN)/python -m benchmarks.keys $(LOAD)

fuzz: $(VENV)/.develops
	$(PIP) -e ".[dev,fuzz]"
	$(BIN)/python -m tests.fuzz --seconds 120

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	rm -rf build dist exports/demo

$(VENV)/.made:
	@for candidate in $(CANDIDATES); do \
	  "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if ! "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	    echo "$$candidate has no venv: install it (Debian: apt install python3-venv), then type make again." >&2; \
	    exit 1; \
	  fi; \
	  echo "Making an environment in $(VENV) with $$candidate."; \
	  "$$candidate" -m venv --clear $(VENV) && touch $@ && exit 0; \
	  echo "$$candidate could not make an environment in $(VENV)." >&2; \
	  exit 1; \
	done; \
	echo "qualcode needs Python 3.11, 3.12 or 3.13, and none was found (or say PYTHON=/where/it/is)." >&2; \
	exit 1

$(VENV)/.runs: pyproject.toml $(VENV)/.made
	@echo "Installing qualcode and its libraries into $(VENV) (once; this takes a minute or two)."
	@$(PIP) -e .
	@touch $@

$(VENV)/.develops: pyproject.toml $(VENV)/.made
	@echo "Installing qualcode with its test tools into $(VENV) (once; this takes a minute or two)."
	@$(PIP) -e ".[dev]"
	@touch $(VENV)/.runs $@
