# node: control-plane
# says: kube-proxy reads the ConfigMap at its start only
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: nftables/' | kubectl apply -f -
