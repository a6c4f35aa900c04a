# node: worker
# says: which is a container
set -eu
systemctl start kubelet
kubectl wait pod/parcel --for=condition=Ready --timeout=120s
crictl ps -q --name '^web$' --label io.kubernetes.pod.name=parcel >/root/sandbox
