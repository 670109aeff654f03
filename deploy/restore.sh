#!/bin/sh
# Replaces all tickets by those of a file that backup.sh wrote.
#
#   sh restore.sh FILE              (YES=1 sh restore.sh FILE: without asking)
#
# Hushdesk rests meanwhile. The file is loaded into a second database and brought to this version there; the
# two change places when all of that went well. Until then whatever goes wrong leaves the tickets as they were.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/database.sh"

[ $# -eq 1 ] || fail "Name the file to restore: sh restore.sh FILE"
[ -r "$1" ] || fail "There is no file $1 that could be read. Nothing was changed."
file=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
[ -f "$here/docker-compose.yml" ] || here=$(dirname "$here")
cd "$here"

loading=${PGDATABASE}_loading
replaced=${PGDATABASE}_replaced
resting=
contents=

# member NAME: that file of the back-up.
member() {
    tar -xOf "$file" "$1" 2>/dev/null
}

verify() {
    [ "$(member about | head -n 1)" = "hushdesk backup 1" ] ||
        fail "$file is no back-up of Hushdesk, or of a newer one, or is cut off. Nothing was changed."
    for name in about tickets.dump; do
        wanted=$(member SHA256SUMS | sed -n "s/^\([0-9a-f]*\)  $name\$/\1/p")
        found=$(member "$name" | checksums - | cut -d ' ' -f 1)
        [ "$wanted" = "$found" ] ||
            fail "$file is damaged: $name is not what was backed up. Nothing was changed; take another one."
    done
    # shellcheck disable=SC2046 # one word for each migration
    manage "$PGDATABASE" knows_migrations $(member about | sed -n 's/^migration //p') ||
        fail "Nothing was changed."
}

ask() {
    tickets=$(sql "$PGDATABASE" "SELECT to_regclass('tickets_ticket') IS NOT NULL")
    [ "$tickets" = f ] || tickets=$(sql "$PGDATABASE" "SELECT count(*) FROM tickets_ticket")
    case $tickets in f | 0) return ;; esac
    [ "${YES:-}" != 1 ] || return 0
    echo "Hushdesk holds $tickets tickets now. They will be gone, and those of"
    echo "$(member about | sed -n 's/^made //p') (UTC) in their place. To keep them, answer no and make a back-up first."
    printf 'Replace them? [yes/no] '
    read -r answer || answer=no
    [ "$answer" = yes ] || fail "Nothing was changed. (Only \"yes\" does it; YES=1 for a script.)"
}

rest() {
    [ -z "${NATIVE_SERVER:-}" ] || return 0
    for service in backend triage worker; do
        if [ -n "$(compose ps -q "$service")" ]; then resting="$resting $service"; fi
    done
    # shellcheck disable=SC2086 # one word for each service
    [ -z "$resting" ] || compose stop $resting
}

clean_up() {
    sql postgres "DROP DATABASE IF EXISTS $loading" || true
    [ -z "$contents" ] || rm -f "$contents"
    # shellcheck disable=SC2086 # one word for each service
    [ -z "$resting" ] || compose start $resting
}

# All but what needs pg_trgm, where PostgreSQL lacks it, as only one without containers may: search is right
# without, and the migration makes its indexes where it can.
list_contents() {
    if [ "$(sql postgres "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")" = 0 ]; then
        contents=$(mktemp) &&
            member tickets.dump | postgres pg_restore --list | grep -v -e pg_trgm -e '_parts ' >"$contents"
    fi
}

# `&&` throughout: the shell does not stop at a failure where the caller looks at the outcome.
load() {
    sql postgres "DROP DATABASE IF EXISTS $loading" &&
        sql postgres "CREATE DATABASE $loading TEMPLATE template0" &&
        list_contents &&
        member tickets.dump | postgres pg_restore --exit-on-error --no-owner --no-privileges \
            ${contents:+"--use-list=$contents"} --dbname="$loading" &&
        manage "$loading" migrate --noinput --verbosity=0 &&
        sql "$loading" ANALYZE
}

change_places() {
    sql postgres "DROP DATABASE IF EXISTS $replaced" &&
        sql postgres "BEGIN;
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '$PGDATABASE';
            ALTER DATABASE $PGDATABASE RENAME TO $replaced;
            ALTER DATABASE $loading RENAME TO $PGDATABASE;
            COMMIT" >/dev/null
}

verify
ask
trap clean_up EXIT
trap 'exit 1' HUP INT TERM
rest
load || fail "Restoring failed: what PostgreSQL or the migration said is above. The tickets are as they were."
change_places || fail "The databases could not change places. The tickets are as they were; please try again."
sql postgres "DROP DATABASE $replaced"
echo "Restored $(sql "$PGDATABASE" 'SELECT count(*) FROM tickets_ticket') tickets of $(member about | sed -n 's/^made //p')."
