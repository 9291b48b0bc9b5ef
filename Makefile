# The two commands of the README are `make demo` and `make test`; each sets up all it needs.
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test test-slow lint bench lock clean

demo: $(READY)
	$(BIN)/cxworkshop demo

# Two workers keep both cores busy: more BLAS threads would wait for each other.
test: export OPENBLAS_NUM_THREADS = 1
test: $(READY) lint
	sh scripts/programs
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m "not slow" tests
	sh scripts/test-notebooks

# What takes longer: further journeys, sizes and engines; then everything again with more examples.
test-slow: export OPENBLAS_NUM_THREADS = 1
test-slow: $(READY)
	$(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder -m slow tests
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest -n 2 --dist loadscope --no-loadscope-reorder tests --ignore=tests/browser

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	for script in benchmarks/*.py; do $(BIN)/python $$script || exit 1; done

COMPILE := $(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --upgrade

lock: $(READY)
	$(COMPILE) --custom-compile-command "make lock" --group dev pyproject.toml -o requirements.lock
	echo uv | $(COMPILE) --custom-compile-command "make lock" - -o requirements-uv.lock

$(READY): requirements.lock requirements-uv.lock pyproject.toml scripts/setup
	sh scripts/setup
	touch $(READY)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache out
