# node: control-plane
set -u
written=$(cat /root/crictl-of-worker.yaml 2>/dev/null)
debuggers=$(kubectl get pods -A -o json | jq '[.items[] | select(.metadata.name | startswith("node-debugger-"))] | length') || exit 2
[[ $written == *runtime-endpoint* ]] && [ "$debuggers" -ge 1 ] && exit 0

echo 'expected: the text of /etc/crictl.yaml of the worker, in /root/crictl-of-worker.yaml on the control-plane node, read through a debugging Pod'
if [[ $written != *runtime-endpoint* ]]; then
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: the file names the endpoint of the runtime; the disk of the node is in a directory of the debugging Pod'
else
  echo 'actual: the text is there, and no debugging Pod'
  echo 'why: a file of the control-plane node may look the same; leave the Pod there until this check is green'
fi
exit 1
