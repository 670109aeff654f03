#!/bin/sh
# Installs Hushdesk from this folder, or brings an installation to this version. It needs Docker and no network.
#
#   sh install.sh [FOLDER]          (default: /opt/hushdesk)
#
# FOLDER is where the installation then lives, with its settings in .env, backup.sh and restore.sh. The last part
# of its name is the name of the Compose project: the tickets belong to it, so a later version goes to the same one.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here"
. "$here/database.sh"
umask 022

echo "Verifying what was carried over ..."
[ -s SHA256SUMS ] || fail "SHA256SUMS is missing. Nothing was changed; carry the whole folder over again."
damaged=$(sha256sum -c SHA256SUMS 2>/dev/null | grep -v ': OK$' || true)
[ -z "$damaged" ] || fail "$damaged
This is not what was bundled. Nothing was changed; carry it over again."

docker info >/dev/null 2>&1 || fail "Docker does not answer. Install it, start it, and run this as a user who may use it."

folder=${1:-/opt/hushdesk}
mkdir -p "$folder"
cp -R docker-compose*.yml compose .env.example LICENSE THIRD-PARTY.md CHANGELOG.md operating.md \
    backup.sh restore.sh database.sh "$folder"
if [ ! -e "$folder/.env" ]; then
    (umask 077 && cp .env.example "$folder/.env") # it may come to hold a key
fi

echo "Loading the images ..."
docker load --quiet --input images.tar
cd "$folder"
for image in $(compose config | sed -n 's/^ *image: *//p' | sort -u); do
    docker image inspect "$image" >/dev/null 2>&1 ||
        fail "The settings in $folder/.env ask for the image $image, which is not in this bundle."
done
if [ -e "$here/models.tar" ]; then
    echo "Unpacking the model ..."
    compose run --rm --no-deps -T --entrypoint tar model-downloader -C /models -x -f - <"$here/models.tar"
fi
compose up -d --no-build

echo
echo "Hushdesk is starting, from $folder. It answers at http://$(compose port frontend 3000),"
echo "and operating.md there says how to let others in."
