# node: control-plane
# says: the ConfigMap is read at the start only
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: nftables/' | kubectl apply -f -
