# node: worker
set -u
container=$(crictl ps -q --name '^survivor$' --state running | head -n 1)
kubelet=$(pgrep -x kubelet)
started=0
# The runtime tells time in nanoseconds; a restarted container is a new one, with a higher attempt.
if [ -n "$container" ]; then
  read -r process attempt <<<"$(crictl inspect "$container" | jq -r '"\(.info.pid) \(.status.metadata.attempt)"')"
  started=$(stat -c %Y "/proc/$process")
fi
if [ "$started" -gt 0 ] && [ -n "$kubelet" ]; then
  # In clock ticks since the machine started: exact, where seconds might be the same.
  container_ticks=$(cut -d' ' -f22 "/proc/$process/stat")
  kubelet_ticks=$(cut -d' ' -f22 "/proc/$kubelet/stat")
  [ "$container_ticks" -lt "$kubelet_ticks" ] && [ "$attempt" = 0 ] && exit 0
fi

echo 'expected: the first container of the Pod survivor runs on the worker, and was there before the kubelet of now'
if [ "$started" = 0 ]; then
  echo 'actual: no container survivor runs on the worker'
  echo 'why: make the Pod first, as the text says; it has to be on the worker'
elif [ -z "$kubelet" ]; then
  echo 'actual: the container runs, and no kubelet does'
  echo 'why: after a kill, systemd waits ten seconds; after `systemctl stop`, it waits for ever'
elif [ "$attempt" != 0 ]; then
  echo "actual: the container has been replaced, this is attempt $attempt"
  echo 'why: kubelet was to be killed, not the container; delete the Pod and begin again'
else
  echo 'actual: kubelet is older than the container'
  echo 'why: it has not ended since the Pod was made; kill it on the worker, not on the control-plane node'
fi
exit 1
