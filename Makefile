# Two commands do all the set-up: `make demo` and `make test`. Both can be run again at any time.
PYTHON ?= python3
BIN := .venv/bin
CORPUS ?= $(or $(DIPLOMATICS_CORPUS),../shared/corpus)
READY := .venv/.ready

.PHONY: demo test lint evaluate docs bench clean

demo: $(READY)
	$(BIN)/diplomatics read examples/letter.txt

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright

evaluate: $(READY)
	$(BIN)/python -m evaluation.gate --corpus $(CORPUS)

bench: $(READY)
	$(BIN)/python -m evaluation.bench --corpus $(CORPUS)

docs: $(READY)
	$(BIN)/python -m docs.generate

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $(READY)

clean:
	rm -rf .venv build dist
