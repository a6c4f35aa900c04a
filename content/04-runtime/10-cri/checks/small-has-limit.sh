# node: worker
set -u
container=$(crictl ps -q --name '^small$' --state running | head -n 1)
order=/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/config.json
limit=''
[ -n "$container" ] && limit=$(jq -r '.linux.resources.memory.limit // 0' "$order")
[ "$limit" = 67108864 ] && exit 0

echo 'expected: a container small runs on the worker, and its order to runc says 67108864 bytes at most'
if [ -z "$container" ]; then
  echo 'actual: no container small runs on the worker'
  echo 'why: Pod and container are both called small; `kubectl get pod small -o wide` tells how far it got'
elif [ "$limit" -le 0 ]; then
  echo 'actual: the order to runc sets no limit'
  echo 'why: a memory request is read by the scheduler; only a limit becomes a setting of the container'
else
  echo "actual: the order to runc says $limit bytes"
  echo 'why: Mi counts in 1024, M in 1000; 64Mi are 67108864 bytes'
fi
exit 1
