# node: control-plane
set -u
label=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.metadata.labels.tier}') || exit 2
pod=$(kubectl get pod lounge --ignore-not-found -o jsonpath='{.status.phase} {.spec.nodeSelector.tier}') || exit 2
[ "$label" = front ] && [ "$pod" = 'Running front' ] && exit 0

echo 'expected: the worker has the label tier=front, and the Pod lounge, which asks for it, runs'
echo "actual: the label tier of the worker is ${label:-not there}; lounge is ${pod:-not there}"
echo 'why: the selector of a Pod is compared with the labels of the nodes, name and value'
exit 1
