# Every command stays inside this folder; the only thing needed is Python 3.11 or later and a package registry.
BIN := .venv/bin

# Memory of the tests in large pages, and kept once it was taken: virtual machines that must fetch each page from their
# host run the suite several times as quickly. Where there is no glibc this is ignored.
MEMORY := PYTHONMALLOC=malloc GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=1073741824:glibc.malloc.trim_threshold=4294967296:glibc.malloc.top_pad=67108864

.PHONY: help install run test stories test-deps lint bench schema lock clean
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

install: ## everything the command needs into .venv; the command is .venv/bin/bangfu
	@sh tools/install.sh run site
	@sh tools/frontend.sh

run: install ## the site with the demo county, on this machine alone; Ctrl-C stops all of it
	@$(BIN)/bangfu run

test-deps: install ## what the tests need besides: Java and Chromium, where they can be had
	@sh tools/install.sh test spark
	@sh tools/java.sh || true
	@sh tools/browser.sh || true

test: test-deps ## the test suite: all that runs side by side, the scripts of the pages, then the stories
	@$(MEMORY) $(BIN)/python -m pytest -n auto --dist worksteal --ignore=tests/site/browser
	@sh tools/frontend.sh test
	@$(MAKE) --no-print-directory stories

stories: test-deps ## the stories of each role in a real browser, one after another, since they share one site
	@$(MEMORY) $(BIN)/python -m pytest tests/site/browser

lint: ## style, format and types
	@sh tools/install.sh run site test spark lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/basedpyright

bench: ## measure the engine against the ways not taken
	@sh tools/install.sh run bench
	@$(BIN)/python -m bench

schema: install ## write docs/pack.schema.json anew from the model
	@$(BIN)/bangfu regulations schema > docs/pack.schema.json.new
	@mv docs/pack.schema.json.new docs/pack.schema.json

lock: ## choose versions anew and write requirements/*.txt with hashes
	@sh tools/lock.sh

clean: ## remove everything that was made here
	rm -rf .venv out var .pytest_cache .ruff_cache .hypothesis build dist
