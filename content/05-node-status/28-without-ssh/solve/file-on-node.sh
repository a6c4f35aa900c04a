# node: control-plane
set -eu
kubectl get pods -o name | { grep '^pod/node-debugger' || true; } | xargs -r kubectl delete --now
kubectl debug "node/$KINDLAB_WORKER" --image=localhost/toolbox:1 --profile=sysadmin -- cat /host/etc/crictl.yaml
pod=$(kubectl get pods -o name | grep '^pod/node-debugger')
kubectl wait "$pod" --for=jsonpath='{.status.phase}'=Succeeded --timeout=60s
kubectl logs "$pod" >/root/crictl-of-worker.yaml
