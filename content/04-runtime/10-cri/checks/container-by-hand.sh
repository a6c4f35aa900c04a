# node: worker
set -u
# Of several, one that runs.
container=$(crictl ps -a -o json --name '^by-hand$' | jq -r '[.containers[]? | select(.labels["io.kubernetes.pod.uid"] == null)]
  | (map(select(.state == "CONTAINER_RUNNING")) + .)[0] // empty | "\(.id) \(.state)"')
[ "${container#* }" = CONTAINER_RUNNING ] && exit 0

echo 'expected: a running container by-hand on the worker, in a sandbox that no kubelet has asked for'
if [ -n "$container" ]; then
  echo "actual: there is one, in the state ${container#* }"
  echo 'why: CreateContainer only prepares; StartContainer lets the process begin'
elif [ -n "$(crictl ps -q --name '^by-hand$')" ]; then
  echo 'actual: a container by-hand runs, and carries the labels of a kubelet'
  echo 'why: that one came by way of the API server; this time you are the one who speaks to the runtime'
elif [ -n "$(crictl pods -q --name '^by-hand$')" ]; then
  echo 'actual: there is a sandbox by-hand, and no container in it'
  echo 'why: RunPodSandbox makes the room; CreateContainer and StartContainer come after it'
elif [ "$(systemctl is-active kubelet)" = active ]; then
  echo 'actual: no sandbox by-hand on the worker, and kubelet runs'
  echo 'why: kubelet clears away what it has not asked for; stop it on the worker first'
else
  echo 'actual: no sandbox by-hand on the worker'
  echo 'why: begin with `crictl runp`, on the worker'
fi
exit 1
