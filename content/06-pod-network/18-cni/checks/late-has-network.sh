# node: worker
set -u
late=$(kubectl get pod late --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase}') || exit 2
[ "$late" = "$KINDLAB_WORKER Running" ] && [ -x /opt/cni/bin/host-local ] && exit 0

echo 'expected: the Pod late runs on the worker, and all plugins are in place'
if [ "${late% *}" != "$KINDLAB_WORKER" ]; then
  echo 'actual: there is no Pod late on the worker'
  echo 'why: the Pod is correct; the fault is on the node'
elif [ ! -x /opt/cni/bin/host-local ]; then
  echo "actual: late is ${late#* }; /opt/cni/bin contains $(cd /opt/cni/bin && echo *)"
  echo 'why: the event of the Pod names the missing program'
else
  echo "actual: late is ${late#* }, and host-local is in place"
  echo 'why: kubelet retries by itself, every few seconds'
fi
exit 1
