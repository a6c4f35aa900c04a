# node: worker
set -u
shop=$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.nodeName} {.spec.containers[0].image} {.status.phase} {.status.containerStatuses[0].state.waiting.reason}') || exit 2
read -r node image phase waiting <<<"$shop"
[ "$node $image $phase" = "$KINDLAB_WORKER localhost/shop:2 Running" ] && exit 0

echo 'expected: the Pod shop runs on the worker, with the image localhost/shop:2'
if [ "$node" != "$KINDLAB_WORKER" ]; then
  echo 'actual: there is no Pod shop on the worker'
  echo 'why: create it as the text describes'
elif [ "$image" != localhost/shop:2 ]; then
  echo "actual: shop uses $image"
  echo 'why: that runs another image; bring the requested image to the node'
elif crictl inspecti localhost/shop:2 >/dev/null 2>&1; then
  echo "actual: the node has the image, and shop is $phase${waiting:+ ($waiting)}"
  echo 'why: after each failure kubelet waits longer; wait for its next attempt, or create the Pod again'
elif ctr images ls -q 2>/dev/null | grep -qx localhost/shop:2; then
  echo 'actual: containerd has the image, in the namespace default'
  echo 'why: kubelet sees only images in the namespace k8s.io; use `ctr -n k8s.io`'
else
  echo "actual: the node has no such image, and shop is $phase${waiting:+ ($waiting)}"
  echo 'why: no registry has it; you have to bring it to the node'
fi
exit 1
