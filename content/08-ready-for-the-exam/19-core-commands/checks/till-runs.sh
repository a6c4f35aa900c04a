# node: control-plane
set -u
facts=$(kubectl get pod till --ignore-not-found -o jsonpath='{.spec.containers[0].image} {.status.conditions[?(@.type=="Ready")].status} {.status.containerStatuses[0].state.waiting.reason}') || exit 2
read -r image ready waiting <<<"$facts"
program=${KINDLAB_WEB_IMAGE%:*}
[ "$ready" = True ] && [ "${image%:*}" = "$program" ] && exit 0

echo "expected: the Pod till runs, with an image $program"
if [ -z "$image" ]; then
  echo 'actual: there is no Pod till'
  echo 'why: the task is to run it, not to remove it; create a Pod of this name'
elif [ "${image%:*}" != "$program" ]; then
  echo "actual: its image is $image"
  echo 'why: that is another program; only the tag was wrong'
else
  echo "actual: its image is $image; it waits: ${waiting:-for its container}"
  echo 'why: `crictl images` on the worker shows which tags exist there; the node cannot pull another one'
fi
exit 1
