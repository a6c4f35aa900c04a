# node: control-plane
# says: a file of the control-plane node may look the same
set -eu
kubectl get pods -o name | { grep '^pod/node-debugger' || true; } | xargs -r kubectl delete --now
cp /etc/crictl.yaml /root/crictl-of-worker.yaml
