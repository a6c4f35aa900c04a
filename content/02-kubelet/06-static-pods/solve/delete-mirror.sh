# node: worker
set -eu
ls /etc/kubernetes/manifests/beacon.yaml
until [ -n "$(crictl ps -q --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running)" ]; do sleep 0.5; done
# A container that has just started would be as young as the new mirror.
sleep 3
kubectl delete pod "beacon-$KINDLAB_WORKER" --wait=false
