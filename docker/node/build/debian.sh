# Sourced. Makes root file systems from Debian packages, as tar files.

# Prints the mirror of this machine's apt sources, in either of their formats.
debian_mirror() {
  local sources=("${APT_SOURCES:-/etc/apt}"/sources.list.d/*.sources "${APT_SOURCES:-/etc/apt}"/sources.list)
  { cat "${sources[@]}" 2>/dev/null || true; } | awk '
    found {next}
    $1 == "URIs:" {found = 1; print $2}
    $1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) {found = 1; print $i; next}}'
}

# debian_root <tar file> <variant of mmdebstrap> <packages, separated by spaces> [<hook>]: the hook is a program; its argument is the root's path.
debian_root() {
  local file=$1 variant=$2 packages=$3 hook=${4:-true} mirror when=customize
  # The variant `extract` does not configure packages, so it has only this hook.
  [ "$variant" != extract ] || when=extract
  mirror=${KINDLAB_DEBIAN_MIRROR:-$(debian_mirror)}
  if [ -z "$mirror" ]; then
    echo 'no Debian mirror in the apt sources of this machine; name one in KINDLAB_DEBIAN_MIRROR' >&2
    exit 78
  fi
  mmdebstrap --quiet --format=tar --variant="$variant" --include="${packages// /,}" \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/vim/vim*/tutor/*' \
    "--$when-hook=$here/build/strip-root.sh" "--$when-hook=$hook" "$DEBIAN_SUITE" "$file.new" "deb $mirror $DEBIAN_SUITE main"
  mv "$file.new" "$file"
}
