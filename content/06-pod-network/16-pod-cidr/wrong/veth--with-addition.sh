# node: worker
# says: does not belong to the name
set -eu
process=$(crictl inspect "$(crictl ps -q --name '^caller$' --state running)" | jq -r .info.pid)
number=$(nsenter -t "$process" -n ip -j link show eth0 | jq -r '.[0].link_index')
name=$(ip -j link | jq -r --argjson number "$number" '.[] | select(.ifindex == $number) | .ifname')
echo "$name@if2" >/root/veth
