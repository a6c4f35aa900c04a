# Sourced by the build scripts: versions, folders, and how steps are reported, skipped and resumed.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../versions.env
. "$here/versions.env"
work=${KINDLAB_CACHE:-${HOME:-/root}/.cache/kindlab}/node-image
# A script that ends early says where.
set -E
trap 'echo "${0##*/}, line $LINENO: ended with $?: $BASH_COMMAND" >&2' ERR
mkdir -p "$work"/{bin,cni,roots,layers,blobs/sha256,stamps}

# exit_missing <package>...: says what to install. Nothing here installs anything by itself.
exit_missing() {
  echo "missing: $*; try: apt-get install -y $*" >&2
  exit 69
}

# require <command>:<package>...
require() {
  local entry missing=()
  for entry; do command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}"); done
  [ ${#missing[@]} -eq 0 ] || exit_missing "${missing[@]}"
}

# Work files are known by size and time, the files of the checkout by their bytes: a new clone has new times.
fingerprint() {
  local input
  for input; do
    if [[ $input == "$work"/* ]]; then
      find "$input" -type f -printf '%P %s %T@\n' | LC_ALL=C sort
    elif [ -e "$input" ]; then
      find "$input" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | cut -d' ' -f1
    else
      echo "$input"
    fi
  done | sha256sum | cut -c1-32
}

# step <name> [--from <input>...] [--makes <file>...] --run <command>...: a line before, and one with the seconds after. With --makes it is skipped
# while the files are there and the inputs (files, folders or words) are as they were when it last succeeded.
step() {
  local name=$1 begin=$SECONDS section='' word path stamp key
  local from=() makes=() run=()
  shift
  for word; do
    case $section:$word in
      --run:*) run+=("$word") ;;
      *:--from | *:--makes | *:--run) section=$word ;;
      --from:*) from+=("$word") ;;
      --makes:*) makes+=("$word") ;;
    esac
  done
  stamp=$work/stamps/${name//[^a-zA-Z0-9]/-}
  if [ ${#makes[@]} -gt 0 ]; then
    key=$(fingerprint "${from[@]}")
    for path in "${makes[@]}"; do [ -e "$path" ] || rm -f "$stamp"; done
    if [ "$(cat "$stamp" 2>/dev/null)" = "$key" ]; then
      echo "== $name, unchanged: 0 s"
      return
    fi
    rm -f "$stamp"
  fi
  echo "== $name"
  "${run[@]}"
  [ ${#makes[@]} -eq 0 ] || echo "$key" >"$stamp"
  echo "== $name: $((SECONDS - begin)) s"
}
