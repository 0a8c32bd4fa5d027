# The two commands a newcomer needs: `make run` and `make test`. Each sets everything up first.
VENV   := .venv
PYTHON ?= python3
BIN    := $(VENV)/bin
export PTB_TIMEDELTA := 1
# Tests start many processes; each would compile the whole house for itself.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: coverage run setup test fuzz siege check format lock evals clean torture

run: $(VENV)/.run                       ## start the bot (the playground, without a token)
	$(BIN)/python bot.py run

setup: $(VENV)/.dev                     ## everything for development

test: $(VENV)/.dev                      ## all tests
	$(BIN)/python -m pytest -q -n auto --maxschedchunk 32

fuzz: $(VENV)/.dev                      ## 200,000 mutilated feeds (minutes)
	$(BIN)/python -m tests.feeds.mutants 200000

siege: $(VENV)/.dev                     ## 55 hostile servers beside 100 healthy ones (a minute)
	$(BIN)/python -m tests.feeds.siege

check: $(VENV)/.dev                     ## format, lint, types, floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/house

coverage: $(VENV)/.dev                  ## branches that tests reach in news, views, delivery, db, pipeline: at least 95 %
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -q -p no:xdist
	$(BIN)/coverage combine -q
	$(BIN)/coverage report --fail-under=95 --skip-covered

evals: $(VENV)/.dev                     ## how well news is understood, one table (wants ../shared/data)
	$(BIN)/python -m tests.news.evals

torture: $(VENV)/.dev                   ## try to break the promise of docs/OPERATING.md; hours (SHORT=1: a minute)
	$(BIN)/python -m torture $(if $(SHORT),--short)

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# `make run` installs what running needs; the tools of development come with the first `make test`.
$(VENV)/.run: requirements.txt
	sh deploy/venv.sh $(VENV) $(PYTHON) requirements.txt
	touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt
	sh deploy/venv.sh $(VENV) $(PYTHON) requirements-dev.txt
	touch $(VENV)/.run $@

lock:                                   ## pin anew; needs uv
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-annotate --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --only-binary :all: --no-annotate --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
