# node: worker
set -eu
attempt=$(crictl pods -o json --state ready --name '^pair$' | jq -r '.items[0].metadata.attempt // 0')
[ "$attempt" -ge 1 ] || kill "$(crictl inspectp "$(crictl pods -q --state ready --name '^pair$' | head -n 1)" | jq .info.pid)"
