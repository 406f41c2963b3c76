# Portalen på den egna datorn. Kräver Python 3.11 eller senare, make och ett paketindex; inget annat.
# Det som skiljer datorer åt står i .env.example; på kommandoraden: make run PORT=8001 VAR_DIR=var/annan

# Eller en bestämd: make install PYTHON=/sökväg/python3
PYTHONS := $(if $(PYTHON),"$(PYTHON)",python3 python3.14 python3.13 python3.12 python3.11)
UV ?= uv
# Demonstrationsplanen gäller 2017. Tomt (make run PORTAL_TODAY=) är dagens datum.
PORTAL_TODAY ?= 2017-01-16

VENV_PYTHON := .venv/bin/python
BROWSER := tests/browser
# Installerar om låsfilen inte är den som installerades sist: $(call install,local)
install = cmp -s requirements/$(1).txt .venv/$(1).txt || { \
	echo "Installerar requirements/$(1).txt …" && \
	$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/$(1).txt && \
	cp requirements/$(1).txt .venv/$(1).txt; }

.PHONY: help venv install install-test run test lock

help:
	@echo "make run      portalen på http://127.0.0.1:8000 med egen databas och demonstration (PORT=, VAR_DIR=)"
	@echo "make test     stilkontroll och alla tester, på en egen databas"
	@echo "make install  bara installationen"
	@echo "make lock     nya låsfiler av pyproject.toml (kräver uv)"

venv:
	@$(VENV_PYTHON) -c 'import pip' 2>/dev/null || { \
		for python in $(PYTHONS); do \
			"$$python" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
				exec "$$python" -m venv --clear .venv; \
		done; \
		echo 'Hittar ingen Python 3.11 eller senare med venv (Debian: apt install python3-venv).' \
			'Letade efter: $(PYTHONS). Ange en annan med PYTHON=/sökväg/python3' >&2; exit 1; }

install: venv
	@$(call install,local)

install-test: install
	@$(call install,test)
	@if command -v npm >/dev/null; then cd $(BROWSER) && cmp -s package-lock.json node_modules/installed.json || { \
		npm ci --ignore-scripts --silent --no-audit --no-fund && cp package-lock.json node_modules/installed.json; }; \
	else echo "npm saknas: prov av tillgänglighet och HTML hoppas över."; fi

# exec: signalen som make får ska nå portalen, inte ett skal emellan.
run: install
	@exec env PORTAL_TODAY='$(PORTAL_TODAY)' $(VENV_PYTHON) -m sodertorn.serve

# En process mer än kärnorna: proven väntar ibland på portaler och webbläsare.
# Pythons kompilerade filer behålls: proven startar många egna processer.
# Djangos egna kontroller och saknade migrationer är prov i tests/test_settings.py.
test: install-test
	$(VENV_PYTHON) -m ruff check .
	$(VENV_PYTHON) -m ruff format --check .
	env -u PYTHONDONTWRITEBYTECODE $(VENV_PYTHON) -m pytest -n $$($(VENV_PYTHON) -c 'import os; print(os.cpu_count() + 1)') --dist loadgroup

# Utan adresser till paketindex: låsfilerna gäller var de än installeras.
LOCK := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header
lock:
	@command -v $(UV) >/dev/null || { echo "uv saknas: pip install uv, eller ange UV=/sökväg/uv" >&2; exit 1; }
	$(LOCK) -o requirements/production.txt
	$(LOCK) --extra local -o requirements/local.txt
	$(LOCK) --extra local --extra test -o requirements/test.txt
