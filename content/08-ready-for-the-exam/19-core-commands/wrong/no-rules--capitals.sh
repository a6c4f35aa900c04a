# node: control-plane
# says: in lower case
kubectl get configmap -n kube-system kube-proxy -o yaml | sed -E 's/^( +)mode: .*/\1mode: IPTables/' | kubectl apply -f -
