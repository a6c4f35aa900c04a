# node: worker
set -u
container=$(crictl ps -q --label io.kubernetes.pod.name=caller --label io.kubernetes.pod.namespace=default --state running | head -n 1)
wanted=''
if [ -n "$container" ]; then
  process=$(crictl inspect "$container" | jq -r .info.pid)
  number=$(nsenter -t "$process" -n ip -j link show eth0 | jq -r '.[0].link_index')
  wanted=$(ip -j link | jq -r --argjson number "$number" '.[] | select(.ifindex == $number) | .ifname')
fi
written=$(tr -d '[:space:]' 2>/dev/null </root/veth)
[ -n "$wanted" ] && [ "$written" = "$wanted" ] && exit 0

echo 'expected: the name of the interface of the worker that is the other end of eth0 of caller, in /root/veth'
if [ -z "$wanted" ]; then
  echo 'actual: no container of the Pod caller runs on the worker'
  echo 'why: create the Pod with the first commands of the lesson'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file on the worker'
  echo 'why: the command has to run on the worker'
elif [ "${written%@*}" = "$wanted" ]; then
  echo "actual: $written"
  echo 'why: the part after the @ does not belong to the name'
elif [ -e "/sys/class/net/$written" ]; then
  echo "actual: $written"
  echo 'why: that is another interface of the worker; compare its number with the one after @if in the Pod'
else
  echo "actual: ${written:0:60}"
  echo 'why: the worker has no interface of that name; eth0 in the Pod and eth0 on the node are different interfaces'
fi
exit 1
