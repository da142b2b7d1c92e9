# Supple's commands. A fresh machine needs Python 3.11+, Node 20+ and make; these do the rest.
#
#   make run      set up what is missing, start Supple, open the page; ARGS="--port 9000"
#   make test     set up what is missing, check everything, run every test
#   make check    lint, types, import rules, the page's modules: all but the tests
#   make bench    how fast it is; ARGS="--video FILE"
#   make accuracy how right the eye is on the real photos that SUPPLE_DATA names
#   make validation  docs/validation anew: how exact each measure is on that data (some minutes)
#   make laws     every pose, fault and session on many bodies before many cameras (some minutes)
#   make study    how the noise of those videos bears on the limits of movement (some minutes)
#   make body     the surface of the moving figure anew, when the body changes
#   make poses    how the average body rests in every pose anew, when a pose or the body changes
#   make fit      learn the kinds of pose anew from the same data
#   make wheel    build dist/supple-*.whl, which needs no Node where it is installed
#   make format   put the code in its one form
#   make lock     choose the pinned versions anew
#   make reference  fill in what the documents say about the code
#   make picture  take the README's picture of the player anew
#   make demonstration  make the README's film anew, of our own body (some minutes)
#   make setup    only set up (as for the tests)
#   make clean    remove everything that these made

.PHONY: run test check bench accuracy validation laws study fit body poses wheel format lock reference picture setup
.PHONY: demonstration setup-run clean
.DEFAULT_GOAL := run

# The first of these that is new enough. A name alone does not tell: it may be a stub.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)
BIN := .venv/bin

# Real photos and videos to test on, where they are at hand. Without them the tests use clips
# that the project makes itself.
ifneq ($(wildcard ../shared/data),)
export SUPPLE_DATA ?= $(abspath ../shared/data)
endif

run: setup-run
	@$(BIN)/supple $(ARGS)

test: setup
	@$(BIN)/python tools/programs.py
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	node_modules/.bin/tsc --project tsconfig.json
	node_modules/.bin/tsc --project tests/js/tsconfig.json
	node --test --test-reporter=dot tests/js/*.test.js

wheel: setup
	$(BIN)/hatchling build --target wheel

format: setup
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

# The lock files name versions and checksums for every system and Python, and no registry.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock"
lock: setup
	$(LOCK) requirements/uv.in --output-file requirements/uv.lock
	$(LOCK) pyproject.toml --extra postgres --group dev --output-file requirements/dev.lock
	$(LOCK) pyproject.toml --extra postgres --group build --constraints requirements/dev.lock \
		--output-file requirements/run.lock

# Both use what the tests use: the walks through the coach, the server, the browser.
reference: setup
	@PYTHONPATH=.:tests:tools $(BIN)/python docs/reference.py

picture: setup
	@PYTHONPATH=.:tests:tools $(BIN)/python docs/picture.py

demonstration: setup
	@PYTHONPATH=.:tests:tools $(BIN)/python docs/demonstration.py

# Measurements: they print figures and never fail on them.
accuracy: setup
	@test -d "$$SUPPLE_DATA" || { echo "The accuracy is measured on real photos:" \
		"name their folder in SUPPLE_DATA." >&2; exit 2; }
	@PYTHONPATH=.:tests:tools $(BIN)/python -m benchmarks.accuracy $(ARGS)

validation: setup
	@test -d "$$SUPPLE_DATA" || { echo "The measures are compared on real photos and videos:" \
		"name their folder in SUPPLE_DATA." >&2; exit 2; }
	@$(BIN)/python -m benchmarks.validation $(ARGS)

laws: setup
	$(BIN)/python -m tests.laws $(ARGS)
	$(BIN)/python -m tests.laws.ways $(ARGS)

study: setup
	@$(BIN)/python -m benchmarks.movement_study
	@$(BIN)/python -m benchmarks.breath_study

# What the recogniser learned of poses: minutes of work, and the file of weights it commits.
fit: setup
	@test -d "$$SUPPLE_DATA" || { echo "Poses are learned from real photos:" \
		"name their folder in SUPPLE_DATA." >&2; exit 2; }
	@PYTHONPATH=.:tools $(BIN)/python tools/fit_recognition.py

# The figure's surface: some seconds of work, and the file it commits.
body: setup
	@PYTHONPATH=tools $(BIN)/python tools/make_body.py

# How the average body rests in every pose: half a minute of work, and the file it commits.
poses: setup
	@PYTHONPATH=tools $(BIN)/python tools/settle_poses.py

bench: setup-run
	@$(BIN)/supple bench $(ARGS)

setup: python-is-there
	@$(PYTHON) tools/setup.py dev

setup-run: python-is-there
	@$(PYTHON) tools/setup.py run

.PHONY: python-is-there
python-is-there:
	@test -n "$(PYTHON)" || { echo "Supple needs Python 3.11 or newer;" \
		"this machine has $$(python3 --version 2>/dev/null || echo none)." >&2; exit 1; }

clean:
	rm -rf .venv node_modules dist src/supple/web/static/vendor src/supple/web/static/vendor.part
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
