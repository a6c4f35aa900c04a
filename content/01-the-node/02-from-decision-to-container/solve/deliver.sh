# node: worker
set -eu
echo 'KUBELET_EXTRA_ARGS=--v=2' >/etc/default/kubelet
systemctl restart kubelet
kubectl wait pod/parcel --for=condition=Ready --timeout=120s
crictl pods -q --name '^parcel$' --state ready >/root/sandbox
