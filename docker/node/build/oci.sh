# Sourced. Writes container images as an OCI archive with compressed layers, without a container engine.

blob() { # <file>: moves the file to the blobs, and prints digest and size for its descriptor
  local digest size
  digest=$(sha256sum "$1" | cut -d' ' -f1)
  size=$(stat -c %s "$1")
  mv "$1" "$work/blobs/sha256/$digest"
  jq -nc --arg digest "sha256:$digest" --argjson size "$size" '{$digest, $size}'
}

# layer_from_tar <name> <tar file>: compresses a layer, and writes its descriptor to layers/<name>.json
layer_from_tar() {
  local diff
  diff=sha256:$(sha256sum "$2" | cut -d' ' -f1)
  zstd --quiet --force -9 -T0 "$2" -o "$work/layers/$1.zst"
  blob "$work/layers/$1.zst" | jq -c --arg diff "$diff" '. + {mediaType: "application/vnd.oci.image.layer.v1.tar+zstd", $diff}' >"$work/layers/$1.json"
}

# layer_from_folder <name> <folder>
layer_from_folder() {
  local file=$work/layers/$1.tar
  tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w -C "$2" -cf "$file" .
  layer_from_tar "$1" "$file"
  rm "$file"
}

# image <reference> <configuration as JSON> <layer>...: prints the descriptor of the manifest. The configuration has Env, Cmd and so on.
image() {
  local reference=$1 configuration=$2 layers config manifest
  shift 2
  layers=$(for name; do cat "$work/layers/$name.json"; done)
  jq -nc --argjson config "$configuration" --arg architecture "$(go env GOARCH)" --slurpfile layers <(echo "$layers") \
    '{created: "1970-01-01T00:00:00Z", $architecture, os: "linux", $config, rootfs: {type: "layers", diff_ids: [$layers[].diff]}}' >"$work/config.new"
  config=$(blob "$work/config.new")
  jq -nc --argjson config "$config" --slurpfile layers <(echo "$layers") '{
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: ($config + {mediaType: "application/vnd.oci.image.config.v1+json"}), layers: [$layers[] | del(.diff)]}' >"$work/manifest.new"
  manifest=$(blob "$work/manifest.new")
  jq -c --arg reference "$reference" \
    '. + {mediaType: "application/vnd.oci.image.manifest.v1+json", annotations: {"io.containerd.image.name": $reference}}' <<<"$manifest"
}

# archive <file>: reads descriptors of images, and writes an archive that contains only their blobs
archive() {
  local index=$work/index.json names
  jq -sc '{schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json", manifests: .}' >"$index"
  echo '{"imageLayoutVersion":"1.0.0"}' >"$work/oci-layout"
  names=$(jq -r '.manifests[].digest | sub(":"; "/")' "$index")
  names+=$'\n'$(for name in $names; do jq -r '.config.digest, .layers[].digest | sub(":"; "/")' "$work/blobs/$name"; done)
  find "$work/blobs" -type f | { grep -vFf <(cut -d/ -f2 <<<"$names") || true; } | xargs -r rm
  LC_ALL=C sort -u <<<"$names" | sed 's#^#blobs/#' | tar -C "$work" --owner=0 --group=0 -cf "$1.new" index.json oci-layout --files-from -
  mv "$1.new" "$1"
}
