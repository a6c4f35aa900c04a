# node: control-plane
set -eu
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: iptables/' | kubectl apply -f -
kubectl rollout restart daemonset -n kube-system kube-proxy
kubectl rollout status daemonset -n kube-system kube-proxy --timeout=150s
