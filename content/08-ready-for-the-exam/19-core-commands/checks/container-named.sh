# node: control-plane
set -u
container=$(crictl ps -q --name '^kube-apiserver$' --state running)
written=$(xargs 2>/dev/null </root/answer-4)
# Eight characters are enough for a unique ID.
[ -n "$container" ] && [ "${#written}" -ge 8 ] && [[ $container == "$written"* ]] && exit 0

echo 'expected: the ID of the container in which kube-apiserver runs, in /root/answer-4 on the control-plane node'
if [ -z "$container" ]; then
  echo 'actual: no container of kube-apiserver runs'
  echo 'why: the task is only to read its ID; kubelet starts it again if its file is in /etc/kubernetes/manifests'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in /root/answer-4'
  echo 'why: the worker has no API server; crictl and the file belong to the control-plane node'
elif [ "${#written}" -ge 8 ] && crictl inspectp -q "$written" >/dev/null 2>&1; then
  echo "actual: ${written:0:80}, which is a sandbox"
  echo 'why: the column POD ID is the sandbox of the container; the container itself is in the first column'
else
  echo "actual: ${written:0:80}"
  echo 'why: that is neither this container nor the beginning of its ID; write at least eight characters'
fi
exit 1
