# Sourced. Completes a node image inside a container of its base, and labels it.

# contents <facts file>: prints the facts as one JSON object, for the label
contents() { jq -Rnc '[inputs | capture("^KINDLAB_(?<key>[A-Z_]+)=(?<value>.*)$") | {(.key | ascii_downcase): .value}] | add' "$1"; }

# image_changes <contents>: sets `changes` to the image configuration for docker import and docker commit. On an internal network, where no port can
# be published, kind reads the API server's endpoint from the port label.
image_changes() {
  changes=(
    -c 'ENV container=docker PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
    -c 'STOPSIGNAL SIGRTMIN+3'
    -c 'ENTRYPOINT ["/usr/local/bin/internal-network", "/usr/local/bin/entrypoint", "/sbin/init"]'
    -c 'LABEL desktop.docker.io/ports/6443/tcp=127.0.0.1:6443'
    -c "LABEL kindlab.node-image=$("$here/input-hash.sh")"
    -c "LABEL kindlab.contents='$1'"
  )
}

# add_files <container> <folder>
add_files() { tar -C "$2" --owner=0 --group=0 --mode=u+rwX,go+rX,go-w -c . | docker cp --quiet - "$1:/"; }

# write_facts <file> <name=value>...
write_facts() {
  mkdir -p "$(dirname "$1")"
  printf 'KINDLAB_%s\n' "${@:2}" POD_CIDR=10.244.0.0/16 SERVICE_CIDR=10.96.0.0/16 "WEB_IMAGE=$WEB_IMAGE" "TOOLBOX_IMAGE=$TOOLBOX_IMAGE" >"$1"
}

# name_image <new image id> <image>: tags the image, and removes the previous one unless a container uses it
name_image() {
  local before
  before=$(docker image inspect --format '{{.Id}}' "$2" 2>/dev/null || true)
  docker tag "$1" "$2"
  if [ -n "$before" ] && [ "$before" != "$1" ]; then docker image rm "$before" >/dev/null 2>&1 || true; fi
}

# is_current <image>
is_current() {
  [ "$(docker image inspect --format '{{index .Config.Labels "kindlab.node-image"}}' "$1" 2>/dev/null)" = "$("$here/input-hash.sh")" ]
}
