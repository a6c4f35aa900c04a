# node: worker
# says: container and mirror were made together
file=/etc/kubernetes/manifests/beacon.yaml
mv "$file" /root/beacon.yaml
until [ -z "$(kubectl get pod "beacon-$KINDLAB_WORKER" --ignore-not-found -o name)" ]; do sleep 0.5; done
mv /root/beacon.yaml "$file"
until [ -n "$(crictl ps -q --name '^beacon$' --state running)" ]; do sleep 0.5; done
