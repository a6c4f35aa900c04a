# node: worker
set -u
container=$(crictl ps -q --no-trunc --label io.kubernetes.pod.name=web --label io.kubernetes.pod.namespace=default --state running | head -n 1)
process=''
shim=''
# The same value as pid of `crictl inspect`, in less time.
[ -n "$container" ] && process=$(cat "/run/containerd/io.containerd.runtime.v2.task/k8s.io/$container/init.pid")
[ -n "$process" ] && shim=$(awk '/^PPid:/ { print $2 }' "/proc/$process/status")
written=$(tr -d '[:space:]' 2>/dev/null </root/web-shim)
[ -n "$shim" ] && [ "$written" = "$shim" ] && exit 0

echo 'expected: the process ID of the parent of web, in /root/web-shim on the worker'
if [ -z "$shim" ]; then
  echo 'actual: no container of the Pod web runs on the worker'
  echo 'why: create the Pod of this step first'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/web-shim on the worker'
  echo 'why: the command has to run on the worker'
elif [ "$written" = "$process" ]; then
  echo "actual: $written, which is web itself"
  echo 'why: the task asks for its parent; `ps -o ppid= -p <ID>` prints it'
elif [ ! -e "/proc/$written/comm" ]; then
  echo "actual: ${written:0:40}, and no process of the worker has that ID"
  echo 'why: a restarted container has another process, and perhaps another parent; find it again'
else
  echo "actual: $written, which on the worker is $(cat "/proc/$written/comm")"
  echo 'why: neither kubelet nor containerd is the parent of a container; ask ps for the parent of the process'
fi
exit 1
