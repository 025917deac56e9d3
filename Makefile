# Two commands matter: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help run test check format docs bench soak clean
help: ## What there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-8s %s\n", $$1, $$2}'

run: $(VENV)/.run ## Set up and run the whole house on this machine, with demo data
	@$(BIN)/alongside up --demo $(ARGS)

test: $(VENV)/.dev ## Everything that must pass, on real PostgreSQL and Apache Kafka
	@$(BIN)/python -m tests.servers --check
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: $(VENV)/.dev ## Format, ruff, mypy strict, import contracts
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev ## Put every file into the one form
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

docs: $(VENV)/.dev ## Make the generated pages anew
	@$(BIN)/python -m tests.shape.pages

bench: $(VENV)/.dev ## Speed, as ratios to a floor measured in the same run
	@$(BIN)/python -m tests.servers --check
	@$(BIN)/python -m bench $(ARGS)

soak: $(VENV)/.dev ## The long runs: kills and outages at full length, every order of steps ten thousand times
	@ALONGSIDE_SOAK=1 $(BIN)/python -m pytest tests/faults tests/backup tests/production \
		tests/sessions/test_concern_machine.py tests/sessions/test_concern_machine_bites.py \
		tests/edge/test_outside_changes_nothing.py tests/edge/test_schemathesis.py $(ARGS)

clean: ## Remove what the targets made; the data folder stays
	@rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache

# A stamp an environment: made anew when its lock changes.
$(VENV)/.run: requirements.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run
