# node: worker
set -eu
process=$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=caller --state running)" | jq -r .info.pid)
number=$(nsenter -t "$process" -n ip -j link show eth0 | jq -r '.[0].link_index')
ip -j link | jq -r --argjson number "$number" '.[] | select(.ifindex == $number) | .ifname' >/root/veth
