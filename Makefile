# The commands of this project. `make` alone lists them; each works from any folder.

ROOT := $(shell cd "$$(dirname "$(strip $(MAKEFILE_LIST))")" && pwd -P)
ifneq ($(ROOT),$(CURDIR))

GOALS := $(or $(MAKECMDGOALS),help)
.PHONY: $(GOALS)
$(GOALS):
	@$(MAKE) --no-print-directory -C "$(ROOT)" $@

else

# Nothing of another project may leak in: neither its packages nor its ways of installing them.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV PIP_TARGET PIP_PREFIX PIP_USER FLASK_APP FLASK_DEBUG NODE_ENV NODE_PATH
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

SHELL := /bin/sh
PY := .venv/bin/python
PIP := $(PY) -m pip install -qq --require-hashes
PYBABEL := $(PY) -m babel.messages.frontend -q
KEYWORDS := -k lazy_gettext -k lazy_ngettext:1,2
SOURCES := $(shell find static/src -type f 2>/dev/null)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))
FORCE_VENV := $(shell $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || echo again)

.DEFAULT_GOAL := help
.PHONY: help run test check long build translations lock clean again
.DELETE_ON_ERROR:

help: ## list these commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-22s%s\n", $$1, $$2 }'

run: .venv/.packages build instance/secret-key instance/seal-key ## set everything up and serve the app with a demo inside
	@sh .ci/serve

test: ready system ## check and test everything on both engines
	@sh .ci/check; checked=$$?; $(PY) -m pytest -q -n 2 && exit $$checked

check: ready ## format, lint, types, stairs, templates: all that needs no running app
	@sh .ci/check

long: ready system ## the tests that need minutes or count seconds
	@$(PY) -m pytest -q -m long

build: static/build/manifest.json $(CATALOGUES) ## style sheet, script and translations

translations: .venv/.packages ## collect the texts, bring the catalogues up to date and compile them
	@mkdir -p translations
	@$(PYBABEL) extract -F pyproject.toml $(KEYWORDS) --sort-by-file --add-location=file --no-wrap \
	  --ignore-dirs="node_modules .* instance static tests" --project=wheel_app --version=2026.1 \
	  --copyright-holder="wheel_app contributors" -o translations/messages.pot .
	@for po in translations/*/LC_MESSAGES/messages.po; do [ -f "$$po" ] || continue; \
	  language=$${po#translations/}; \
	  $(PYBABEL) update -i translations/messages.pot -d translations -l "$${language%%/*}" \
	    --no-fuzzy-matching --ignore-obsolete --no-wrap --ignore-pot-creation-date || exit 1; done
	@$(MAKE) --no-print-directory build

lock: ## pin every package anew; needs uv and npm
	@sh .ci/lock

clean: ## remove what was built and installed, but never the data in instance/
	@rm -rf .venv node_modules static/build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find translations -name '*.mo' -delete

ready: .venv/.dev build

system:
	@sh .ci/system-packages

.venv/.made: $(if $(FORCE_VENV),again)
	@sh .ci/make-venv
	@touch $@

.venv/.packages: .venv/.made requirements.txt
	@echo "Installing the Python packages …"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.dev: .venv/.packages requirements-dev.txt
	@echo "Installing the packages for testing …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

node_modules/.made: package-lock.json requirements-build.txt | .venv/.made
	@sh .ci/npm ci
	@touch $@

static/build/manifest.json: node_modules/.made $(SOURCES)
	@sh .ci/npm build
	@touch $@

translations/%/LC_MESSAGES/messages.mo: translations/%/LC_MESSAGES/messages.po | .venv/.packages
	@$(PYBABEL) compile -i $< -o $@ -l $*

instance/secret-key instance/seal-key: | .venv/.made
	@mkdir -p instance && umask 077 && $(PY) -c 'import secrets; print(secrets.token_hex(32))' > $@

endif
