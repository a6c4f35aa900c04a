# node: worker
set -u
container=$(crictl ps -q --label io.kubernetes.pod.name=small --label io.kubernetes.pod.namespace=default --state running | head -n 1)
order=/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/config.json
limit=''
[ -n "$container" ] && limit=$(jq -r '.linux.resources.memory.limit // 0' "$order")
[ "$limit" = 67108864 ] && exit 0

echo 'expected: the container of the Pod small runs on the worker, and its OCI description sets a limit of 67108864 bytes'
if [ -z "$container" ]; then
  echo 'actual: no container of the Pod small runs on the worker'
  echo 'why: `kubectl get pod small -o wide` shows its state and its node'
elif [ "$limit" -le 0 ]; then
  echo 'actual: the OCI description sets no limit'
  echo 'why: the scheduler reads a memory request; only a limit becomes a setting of the container'
else
  echo "actual: the OCI description says $limit bytes"
  echo 'why: Mi counts in 1024, M in 1000; 64Mi are 67108864 bytes'
fi
exit 1
