# node: worker
set -u
running=$(crictl ps -o json --state running --label io.kubernetes.pod.name=clash | jq -r '.containers[]?.id')
count=$(wc -w <<<"$running")
processes=$(for container in $running; do cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/init.pid" && echo; done)
ports=0
# A container without its port runs for a moment, too.
youngest=0
if [ "$count" -gt 0 ]; then
  ports=$(nsenter -t "${processes%%$'\n'*}" -n ss -Hltn | awk '{ print $4 }' | grep -oE '[0-9]+$' | sort -u | wc -l)
  youngest=$(ps -o etimes= -p "$(paste -sd, <<<"$processes")" | sort -n | head -n 1)
fi
[ "$count" -ge 2 ] && [ "$ports" -ge 2 ] && [ "${youngest:-0}" -ge 5 ] && exit 0

echo 'expected: the Pod clash has two running containers, each with its own port'
echo "actual: $count of its containers run, and they listen on $ports port(s)"
if [ "$count" = 0 ]; then
  echo 'why: create the Pod again with two containers that use different ports'
elif [ "$count" = 1 ]; then
  echo 'why: both have to run; if one ends again and again, its log shows why: `crictl ps -a`, then `crictl logs`'
else
  echo 'why: both run for a moment after each start; if one ends again and again, its log shows why'
fi
exit 1
