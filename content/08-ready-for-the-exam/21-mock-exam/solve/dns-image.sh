# node: control-plane
set -eu
mkdir -p /root/exam
kubectl get deployment -n kube-system coredns -o jsonpath='{.spec.template.spec.containers[0].image}' >/root/exam/dns-image
