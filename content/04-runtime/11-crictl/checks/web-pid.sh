# node: worker
set -u
container=$(crictl ps -q --label io.kubernetes.pod.name=web --label io.kubernetes.pod.namespace=default --state running | head -n 1)
process=''
[ -n "$container" ] && process=$(crictl inspect "$container" | jq -r .info.pid)
written=$(tr -d '[:space:]' 2>/dev/null </root/web-pid)
[ -n "$process" ] && [ "$written" = "$process" ] && exit 0

echo 'expected: the process ID of the container of web on the worker, in /root/web-pid on the worker'
if [ -z "$process" ]; then
  echo 'actual: no container of the Pod web runs on the worker'
  echo 'why: create the Pod of this step first'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/web-pid on the worker'
  echo 'why: the command has to run on the worker; read the JSON with jq; the field is .info.pid'
elif [[ ! $written =~ ^[0-9]+$ ]]; then
  echo "actual: ${written:0:80}"
  echo 'why: that is not a number; the ID of a container is not that of its process'
elif [ "$written" = 1 ]; then
  echo 'actual: 1, which on the worker is systemd'
  echo 'why: a container has its own process IDs; on the node the same process has another ID'
else
  name=$(cat "/proc/$written/comm" 2>/dev/null || echo 'no process at all')
  echo "actual: $written, which on the worker is $name"
  echo 'why: pause belongs to the Pod and containerd-shim to the runtime; inspect the container'
fi
exit 1
