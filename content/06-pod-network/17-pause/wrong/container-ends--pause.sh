# node: worker
# says: the sandbox itself is a new one
set -eu
kill "$(crictl inspectp "$(crictl pods -q --state ready --name '^pair$' | head -n 1)" | jq .info.pid)"
