# node: worker
set -u
read -r container attempt <<<"$(crictl ps -o json --label io.kubernetes.pod.name=survivor --label io.kubernetes.pod.namespace=default --state running \
  | jq -r '.containers[0] // empty | "\(.id) \(.metadata.attempt)"')"
kubelet=$(pgrep -x kubelet)
started=0
# A restarted container is a new one, with a higher attempt. `crictl inspect` shows the same process ID, but is slower.
if [ -n "$container" ]; then
  process=$(cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/init.pid")
  started=$(stat -c %Y "/proc/$process")
fi
if [ "$started" -gt 0 ] && [ -n "$kubelet" ]; then
  # In clock ticks since the machine started: two starts in the same second still differ.
  container_ticks=$(cut -d' ' -f22 "/proc/$process/stat")
  kubelet_ticks=$(cut -d' ' -f22 "/proc/$kubelet/stat")
  older=''
  [ "$container_ticks" -ge "$kubelet_ticks" ] || older=yes
  # systemd counts only automatic restarts.
  restarts=$(systemctl show kubelet -p NRestarts --value)
  [ -n "$older" ] && [ "$attempt" = 0 ] && [ "$restarts" -ge 1 ] && exit 0
fi

echo 'expected: the first container of the Pod survivor runs on the worker and is older than the present kubelet, which systemd has started by itself'
if [ "$started" = 0 ]; then
  echo 'actual: no container of the Pod survivor runs on the worker'
  echo 'why: create the Pod first, as the text describes; it has to be on the worker'
elif [ -z "$kubelet" ]; then
  echo 'actual: the container runs, and no kubelet does'
  echo 'why: after a kill, systemd waits ten seconds; after `systemctl stop`, systemd does not start it'
elif [ "$attempt" != 0 ]; then
  echo "actual: the container has been replaced, this is attempt $attempt"
  echo 'why: kill kubelet, not the container; delete the Pod and begin again'
elif [ -n "$older" ]; then
  echo 'actual: the container is older than kubelet, but systemd has not started kubelet by itself'
  echo 'why: kubelet was started with systemctl; end its process on the worker with `kill`, and wait'
else
  echo 'actual: kubelet is older than the container'
  echo 'why: it has not ended since the creation of the Pod; kill it on the worker, not on the control-plane node'
fi
exit 1
