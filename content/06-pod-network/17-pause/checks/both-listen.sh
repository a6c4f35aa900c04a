# node: worker
set -u
running=$(crictl ps -o json --state running --label io.kubernetes.pod.name=clash | jq -r '.containers[]?.id')
count=$(wc -w <<<"$running")
processes=$(for container in $running; do cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/init.pid" && echo; done)
ports=0
# A container that cannot get its port runs for a moment, too.
youngest=0
if [ "$count" -gt 0 ]; then
  ports=$(nsenter -t "${processes%%$'\n'*}" -n ss -Hltn | awk '{ print $4 }' | grep -oE '[0-9]+$' | sort -u | wc -l)
  youngest=$(ps -o etimes= -p "$(paste -sd, <<<"$processes")" | sort -n | head -n 1)
fi
[ "$count" -ge 2 ] && [ "$ports" -ge 2 ] && [ "${youngest:-0}" -ge 5 ] && exit 0

echo 'expected: the Pod clash has two running containers, each with a port of its own'
echo "actual: $count of its containers run, and they listen on $ports port(s)"
if [ "$count" = 0 ]; then
  echo 'why: the Pod was to be repaired; make it again with two containers that get along'
elif [ "$count" = 1 ]; then
  echo 'why: two are wanted; if one ends again and again, its log says over what: `crictl ps -a`, then `crictl logs`'
else
  echo 'why: both run for a moment after each start; if one ends again and again, its log says over what'
fi
exit 1
