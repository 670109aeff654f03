#!/bin/sh
# Writes every ticket, and all else that the database holds, into one file: hushdesk-<moment>.tar.
#
#   sh backup.sh [FOLDER]           (default: backups)
#
# It may run at any time: PostgreSQL gives it the state of one moment, and nobody has to wait. The file
# appears under its name when it is complete. What it contains can be read without Hushdesk:
#
#   tickets.dump    pg_dump's custom format; pg_restore reads it
#   about           what made it, and which migrations its tables have gone through
#   SHA256SUMS      checksums of both
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/database.sh"

mkdir -p "${1:-backups}"
folder=$(cd "${1:-backups}" && pwd)
[ -f "$here/docker-compose.yml" ] || here=$(dirname "$here")
cd "$here"

moment=$(date -u +%Y-%m-%dT%H%M%SZ)
file=$folder/hushdesk-$moment.tar
[ ! -e "$file" ] || fail "$file is there already."
work=$(mktemp -d "$folder/.unfinished-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# What is told about the dump is read first: should an upgrade come in between, restoring migrates once more.
migrations=$(sql "$PGDATABASE" "SELECT app || '.' || name FROM django_migrations ORDER BY id") ||
    fail "The database does not answer, or holds no tickets yet: is Hushdesk running?"
{
    echo "hushdesk backup 1"
    echo "made $moment"
    echo "postgresql $(sql "$PGDATABASE" 'SHOW server_version')"
    echo "$migrations" | sed 's/^/migration /'
} >"$work/about"
postgres pg_dump --format=custom --no-owner --no-privileges --dbname="$PGDATABASE" </dev/null >"$work/tickets.dump"

(
    cd "$work"
    checksums about tickets.dump >SHA256SUMS
    tar -cf whole about SHA256SUMS tickets.dump
)
mv "$work/whole" "$file"
# The page "System", doctor and metrics tell of it. Not being able to write it down spoils no back-up.
sql "$PGDATABASE" "COMMENT ON DATABASE \"$PGDATABASE\" IS 'hushdesk backup $moment'" ||
    echo "It could not be written down in the database that this back-up was made." >&2
echo "$file ($(du -h "$file" | cut -f 1))"
