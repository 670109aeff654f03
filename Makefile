# Nearly every target is one call of backend/native, which needs nothing but Python 3.11 or newer.
PYTHON ?= python3
NATIVE = $(PYTHON) backend/native

.DEFAULT_GOAL := help

.PHONY: help
help: ## List what can be made.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: ## Start Hushdesk on this machine, from nothing if need be.
	@$(NATIVE) run

# make demo REMOVE=1 removes them again.
.PHONY: demo
demo: ## Fill an empty system with 200 believable tickets.
	@$(NATIVE) demo $(if $(REMOVE),--remove)

.PHONY: backup
backup: ## Write every ticket into one file in backups/, or in TO=folder.
	@$(NATIVE) backup $(if $(TO),"$(TO)")

# make restore FILE=... YES=1 does not ask.
.PHONY: restore
restore: ## Replace every ticket by those of FILE=backups/hushdesk-....tar.
	@$(NATIVE) restore $(if $(FILE),"$(FILE)")

.PHONY: bundle
bundle: ## Write a folder that installs Hushdesk in containers without any network.
	@sh deploy/bundle.sh $(if $(TO),"$(TO)")

# make test ONLY=pytest,vitest runs some of the checks.
.PHONY: test
test: ## Run everything that CI runs.
	@$(NATIVE) test $(if $(ONLY),--only $(ONLY))

# make bench ONLY=typing runs some of the benches.
.PHONY: bench
bench: ## Measure the product's speed and write bench/results.md.
	@$(NATIVE) bench $(if $(ONLY),--only $(ONLY))

# make fuzz MINUTES=60 does it for an hour; ACCESS=login where people log in, as an administrator.
.PHONY: fuzz
fuzz: ## Send the running API what it does not expect, for ten minutes.
	@$(NATIVE) fuzz $(MINUTES) $(if $(ACCESS),--access $(ACCESS))

.PHONY: screenshots
screenshots: ## Retake the pictures of docs/screenshots.
	@$(NATIVE) screenshots

# make kills KILLS=500 SEED=7 is another run.
.PHONY: kills
kills: ## Kill parts of the product while people write, 200 times, and see that nothing is lost.
	@$(NATIVE) kills $(if $(KILLS),--kills $(KILLS)) $(if $(SEED),--seed $(SEED))

# Needs root and the lab, ../shared/compose-lab; a quarter of an hour.
.PHONY: compose-test
compose-test: ## Run everything that can be shown of the containers; CI runs a part of it.
	@.ci/compose-test

.PHONY: format
format: ## Format the code.
	@$(NATIVE) format

.PHONY: openapi
openapi: ## Write backend/openapi.yaml and the interface's types from it.
	@$(NATIVE) openapi

.PHONY: messages
messages: ## Bring the translations of what the server says up to its sources.
	@$(NATIVE) messages

# make lock UPGRADE=1 takes the newest versions.
.PHONY: lock
lock: ## Pin the Python packages with their hashes.
	@$(NATIVE) lock $(if $(UPGRADE),--upgrade)

# make sbom TO=folder writes them elsewhere than var/sbom.
.PHONY: sbom
sbom: ## List the packages that Hushdesk uses, as CycloneDX, and their licences.
	@$(NATIVE) sbom $(if $(TO),"$(TO)")

.PHONY: audit
audit: ## Ask services outside what is known against the locked packages.
	@$(NATIVE) audit

.PHONY: scratch-db
scratch-db: ## Keep a throw-away PostgreSQL until Ctrl-C, and print its DATABASE_URL.
	@$(NATIVE) scratch-db
