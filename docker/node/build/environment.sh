# Sourced by the build scripts. Defines versions and folders, and runs steps: reports them, and skips those with unchanged inputs.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=../versions.env
. "$here/versions.env"
work=${KINDLAB_CACHE:-${HOME:-/root}/.cache/kindlab}/node-image
# Reports where a script fails.
set -E
trap 'echo "${0##*/}, line $LINENO: ended with $?: $BASH_COMMAND" >&2' ERR
mkdir -p "$work"/{bin,cni,roots,layers,blobs/sha256,stamps}

# exit_missing <package>...: prints the packages to install. The scripts install nothing.
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

# Work files are compared by size and time, files of the checkout by content, because a new git clone has new times.
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

# step <name> [--from <input>...] [--makes <file>...] --run <command>...: runs the command, and prints its duration. A step with --makes is skipped
# when the files exist and the inputs (files, folders or words) have not changed since its last success.
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
