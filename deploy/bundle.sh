#!/bin/sh
# Writes a folder from which Hushdesk can be installed on a host without any network: bundle/hushdesk-VERSION.
#
#   sh deploy/bundle.sh [FOLDER]        (default: bundle)
#
# It holds the images, the model that this host has fetched, the compose files, the licences, checksums of all
# that, and install.sh. `docker compose up` as usual beforehand fetches the model.
set -eu

deploy=$(cd "$(dirname "$0")" && pwd)
. "$deploy/database.sh"
umask 022 # nothing in it is secret
mkdir -p "${1:-bundle}"
folder=$(cd "${1:-bundle}" && pwd)
cd "$deploy/.."

# The images get a version of their own, and not `local`, whatever that may be on the other host.
: "${HUSHDESK_VERSION:=$(sed -n 's/^HUSHDESK_VERSION=//p' .env 2>/dev/null || true)}"
: "${HUSHDESK_VERSION:=$(sed -n 's/^version = "\(.*\)"/\1/p' backend/pyproject.toml)}"
export HUSHDESK_VERSION
bundle=$folder/hushdesk-$HUSHDESK_VERSION
[ ! -e "$bundle" ] || fail "$bundle is there already: remove it, or set another HUSHDESK_VERSION."
work=$(mktemp -d "$folder/.unfinished-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$work"

# without_build FILE: a compose file that builds nothing, and whose images have the bundle's version.
without_build() {
    awk '
        /^ *build:/ { depth = match($0, /[^ ]/); skipping = 1; next }
        skipping && match($0, /[^ ]/) > depth { next }
        { skipping = 0; print }
    ' "$1" | sed "s/\${HUSHDESK_VERSION:-[a-z]*}/\${HUSHDESK_VERSION:-$HUSHDESK_VERSION}/"
}

# in_image IMAGE PROGRAM ARGUMENT...: run it there, without a network.
in_image() {
    image=$1 program=$2
    shift 2
    docker run --rm -i --network none --entrypoint "$program" "$image" "$@"
}

echo "Building the images of version $HUSHDESK_VERSION ..."
compose build
images=$(compose config | sed -n 's/^ *image: *//p' | sort -u)
for image in $images; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull "$image"
done
echo "Saving the images ..."
# shellcheck disable=SC2086 # one word for each image
docker save -o "$work/images.tar" $images
chmod 644 "$work/images.tar"
echo "$images" >"$work/images"

echo "Saving the model ..."
compose run --rm --no-deps -T --entrypoint tar model-downloader -C /models -c . >"$work/models.tar" </dev/null
if ! tar -tf "$work/models.tar" | grep -q '^\./manifests/.*[^/]$'; then
    rm "$work/models.tar"
    echo "This host has fetched no model: the bundle has none, and the built-in classifier alone will suggest."
fi

for file in docker-compose*.yml; do
    without_build "$file" >"$work/$file"
done
cp -R compose "$work"
model=$(sed -n 's/^LLM_MODEL=//p' .env 2>/dev/null || true)
sed -e 's/^OLLAMA_PULL=$/OLLAMA_PULL=never/' -e "s|^LLM_MODEL=\$|LLM_MODEL=$model|" .env.example >"$work/.env.example"
cp LICENSE CHANGELOG.md docs/operating.md "$work"
cp "$deploy/install.sh" "$deploy/backup.sh" "$deploy/restore.sh" "$deploy/database.sh" "$work"
{
    echo "The operating systems in the images, PostgreSQL, Caddy and Ollama carry theirs in /usr/share/doc."
    echo "The model's is shown by: docker compose exec ollama ollama show --license NAME"
    echo
    in_image "hushdesk-backend:$HUSHDESK_VERSION" python - <backend/native/licences.py
    in_image "hushdesk-frontend:$HUSHDESK_VERSION" cat /srv/licences.md
} >"$work/THIRD-PARTY.md"

files=$(cd "$work" && find . -type f | sort)
# shellcheck disable=SC2086 # one word for each file
(cd "$work" && sha256sum $files >SHA256SUMS)
mv "$work" "$bundle"
echo "$bundle ($(du -sh "$bundle" | cut -f 1)): carry it over, and there run: sh install.sh"
