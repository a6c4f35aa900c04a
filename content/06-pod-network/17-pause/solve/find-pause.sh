# node: worker
set -eu
crictl inspectp "$(crictl pods -q --state ready --name '^pair$' | head -n 1)" | jq .info.pid >/root/pair-pause
