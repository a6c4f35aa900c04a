# node: worker
set -u
# If there are several, a running one.
container=$(crictl ps -a -o json --name '^by-hand$' | jq -r '[.containers[]? | select(.labels["io.kubernetes.pod.uid"] == null)]
  | (map(select(.state == "CONTAINER_RUNNING")) + .)[0] // empty | "\(.id) \(.state)"')
[ "${container#* }" = CONTAINER_RUNNING ] && exit 0

echo 'expected: a running container by-hand on the worker, in a sandbox that kubelet has not requested'
if [ -n "$container" ]; then
  echo "actual: there is a container, in the state ${container#* }"
  echo 'why: CreateContainer only prepares; StartContainer starts the process'
elif [ -n "$(crictl ps -q --name '^by-hand$')" ]; then
  echo 'actual: a container by-hand runs, and has the labels of kubelet'
  echo 'why: kubelet created it for the API server; in this step you call the runtime yourself'
elif [ -n "$(crictl pods -q --name '^by-hand$')" ]; then
  echo 'actual: there is a sandbox by-hand, and no container in it'
  echo 'why: RunPodSandbox creates the sandbox; CreateContainer and StartContainer come after it'
elif [ "$(systemctl is-active kubelet)" = active ]; then
  echo 'actual: no sandbox by-hand on the worker, and kubelet runs'
  echo 'why: kubelet removes containers that it has not requested; stop kubelet on the worker first'
else
  echo 'actual: no sandbox by-hand on the worker'
  echo 'why: begin with `crictl runp`, on the worker'
fi
exit 1
