# Sourced by ./kindlab. Unpacks and verifies a bundle (docs/bundle.md) before ./kindlab runs any program of it.

# take_bundle_options <argument>...: moves --bundle and --bundle-key of `up` from the arguments to `bundle` and `bundle_key`
take_bundle_options() {
  bundle='' bundle_key=${KINDLAB_BUNDLE_KEY:-}
  [ "${1-}" = up ] || return 0
  arguments=()
  while [ $# -gt 0 ]; do
    case $1 in
      --bundle=* | --bundle-key=*) set -- "${1%%=*}" "${1#*=}" "${@:2}" && continue ;;
      --bundle | --bundle-key)
        [ -n "${2-}" ] || fail 64 "$1 needs a path."
        if [ "$1" = --bundle ]; then bundle=$2; else bundle_key=$2; fi
        shift
        ;;
      *) arguments+=("$1") ;;
    esac
    shift
  done
  # Paths are relative to the folder of the operator.
  if [ -n "$bundle" ]; then bundle=$(cd "$caller" && readlink -f -- "$bundle") || fail 64 'The bundle does not exist.'; fi
  if [ -n "$bundle_key" ]; then bundle_key=$(cd "$caller" && readlink -f -- "$bundle_key"); fi
}

# unpack_bundle <file>: sets `bundle` to the folder with its content; a folder of the same bundle is used again
unpack_bundle() {
  local file=$1 name folder fresh
  name=$(tar -tf "$file" 2>/dev/null | head -n 1 | cut -d / -f 1) || true
  [ -n "$name" ] || fail 65 "$file is not a bundle." 'Try: ./kindlab bundle makes one.'
  folder=$cache/bundles/$name
  if ! tar -xOf "$file" "$name/SHA256SUMS" 2>/dev/null | cmp -s - "$folder/SHA256SUMS"; then
    fresh=$folder.unpacking
    rm -rf "$fresh" && mkdir -p "$fresh"
    step 'Unpack the bundle' tar -C "$fresh" --no-same-owner --strip-components=1 -xf "$file"
    rm -rf "$folder" && mv "$fresh" "$folder"
  fi
  bundle=$folder
}

# verify_signature <folder>: with a key, a bundle without its signature is refused
verify_signature() {
  local sums=$1/SHA256SUMS
  if [ -z "$bundle_key" ]; then
    [ -e "$sums.sig" ] && echo 'signed, not verified: --bundle-key names no key' || echo 'unsigned'
    return
  fi
  [ -f "$bundle_key" ] || fail 69 "The key $bundle_key does not exist."
  [ -f "$sums.sig" ] || fail 65 'The bundle has no signature, and --bundle-key asks for one.'
  command -v openssl >/dev/null || fail 69 'openssl verifies the signature of a bundle, and it is not installed.' 'Try: apt-get install openssl'
  openssl pkeyutl -verify -pubin -inkey "$bundle_key" -rawin -in "$sums" -sigfile "$sums.sig" >/dev/null 2>&1 ||
    fail 65 "The signature of the bundle was not made with the key $bundle_key." 'The bundle was changed, or it is from another operator. Kindlab runs nothing of it.'
  echo "signed with the key of $bundle_key"
}

# verify_bundle <folder>: compares every file with SHA256SUMS, once for each unpacked bundle
verify_bundle() {
  local folder=$1 begin=$SECONDS signature stamp found
  [ -f "$folder/SHA256SUMS" ] || fail 65 "$folder is not a bundle: it has no file SHA256SUMS."
  signature=$(verify_signature "$folder")
  stamp=$cache/stamps/bundle-$({ printf '%s\n' "$folder" && cat "$folder/SHA256SUMS"; } | sha256sum | cut -c1-16)
  if [ -e "$stamp" ] && [ -z "$bundle_key" ]; then return; fi
  if [ ! -e "$stamp" ]; then
    printf '▸ Bundle …\n' >&2
    found=$(cd "$folder" && LC_ALL=C sha256sum --check --quiet SHA256SUMS 2>/dev/null) ||
      fail 65 'The bundle is damaged:' "${found:-SHA256SUMS}" 'Kindlab runs nothing of it. Copy the bundle again.'
    found=$(cd "$folder" && find . ! -type d ! -path ./SHA256SUMS ! -path ./SHA256SUMS.sig -printf '%P\n' | LC_ALL=C sort | LC_ALL=C comm -13 <(cut -c 67- SHA256SUMS | LC_ALL=C sort) -)
    [ -z "$found" ] || fail 65 'The bundle contains files that are not in SHA256SUMS:' "$found"
    : >"$stamp"
  fi
  printf '✓ Bundle: every file has its checksum; %s (%d s)\n' "$signature" $((SECONDS - begin)) >&2
}

# open_bundle: runs the ./kindlab of the bundle in place of this one
open_bundle() {
  if [ -f "$bundle" ]; then unpack_bundle "$bundle"; fi
  verify_bundle "$bundle"
  printf '· Bundle: Kindlab is in %s\n' "$bundle" >&2
  KINDLAB_BUNDLE_KEY=$bundle_key exec "$bundle/kindlab" "${arguments[@]}"
}
