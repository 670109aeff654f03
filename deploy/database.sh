# shellcheck shell=sh
# How backup.sh and restore.sh reach the database: in the containers of this folder, or on this machine, where
# `make` started PostgreSQL for them. NATIVE_SERVER is then its URL without a database, NATIVE_PYTHON what
# runs the application.

umask 077 # a back-up contains every ticket
: "${PGUSER:=hushdesk}" "${PGDATABASE:=hushdesk}"
quiet="-c client_min_messages=warning"

fail() {
    echo "$*" >&2
    exit 1
}

# compose ARGUMENT...: Compose v2, or the old docker-compose where that is all there is.
compose() {
    if docker compose version >/dev/null 2>&1; then
        docker compose "$@"
    else
        docker-compose "$@"
    fi
}

# postgres PROGRAM ARGUMENT...: a program of PostgreSQL's, beside the server.
postgres() {
    if [ -n "${NATIVE_SERVER:-}" ]; then
        PGOPTIONS=$quiet "$@"
    else
        # shellcheck disable=SC2016 # the password is read in the container
        compose exec -T db sh -c 'PGPASSWORD=$(cat /run/secrets/database/password) && export PGPASSWORD &&
            PGUSER=$1 PGOPTIONS=$2 && export PGUSER PGOPTIONS && shift 2 && exec "$@"' - "$PGUSER" "$quiet" "$@"
    fi
}

# sql DATABASE STATEMENT: its result, bare.
sql() {
    postgres psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 \
        --dbname="$1" --command="$2" </dev/null
}

# manage DATABASE COMMAND...: a command of the application, for that database.
manage() {
    database=$1
    shift
    if [ -n "${NATIVE_SERVER:-}" ]; then
        DATABASE_URL=$NATIVE_SERVER/$database "$NATIVE_PYTHON" backend/manage.py "$@" </dev/null
    else
        compose run --rm --no-deps -T -e "POSTGRES_DB=$database" backend python manage.py "$@" </dev/null
    fi
}

# checksums FILE...: in the form that `sha256sum -c` reads. macOS has another program for it.
checksums() {
    if command -v sha256sum >/dev/null; then
        sha256sum "$@"
    else
        shasum -a 256 "$@"
    fi
}
