# node: worker
set -u
running=$(crictl ps -o json --state running --label io.kubernetes.pod.name=pair | jq -r '.containers[]?.id')
processes=$(for container in $running; do cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/init.pid" && echo; done)
networks=$(for process in $processes; do readlink "/proc/$process/ns/net"; done | sort -u)
containers=$(wc -w <<<"$running")
distinct=$(wc -w <<<"$networks")
own=$(readlink /proc/1/ns/net)
# A container without its port runs for a moment, too.
youngest=0
[ -z "$processes" ] || youngest=$(ps -o etimes= -p "$(paste -sd, <<<"$processes")" | sort -n | head -n 1)
[ "$containers" -ge 2 ] && [ "$distinct" = 1 ] && [ "$networks" != "$own" ] && [ "${youngest:-0}" -ge 5 ] && exit 0

echo 'expected: the Pod pair on the worker has two running containers, in one network namespace that is not the node'"'"'s'
if [ "$containers" = 0 ]; then
  echo 'actual: no container of a Pod pair runs on the worker'
  echo 'why: `kubectl get pod pair -o wide` shows its state'
elif [ "$networks" = "$own" ]; then
  echo 'actual: they are in the network namespace of the node'
  echo 'why: with hostNetwork the Pod has no own network'
elif [ "$containers" -ge 2 ]; then
  echo 'actual: both run, and one of them has just started'
  echo 'why: wait a few seconds; if one ends again and again, `crictl ps -a` and `crictl logs` show why'
else
  echo "actual: $containers of its containers run"
  echo 'why: the task needs two containers in one Pod; if one ends again and again, `crictl ps -a` and `crictl logs` show why'
fi
exit 1
