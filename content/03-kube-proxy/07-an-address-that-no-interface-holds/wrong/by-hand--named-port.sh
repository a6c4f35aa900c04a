# node: control-plane
# says: kube-proxy matches ports by name
set -eu
kubectl delete service mirror --ignore-not-found
kubectl create service clusterip mirror --tcp=80:8080 --dry-run=client -o json | jq 'del(.spec.selector, .spec.ports[0].name)' | kubectl apply -f -
kubectl apply -f - <<END
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: mirror-by-hand
  labels:
    kubernetes.io/service-name: mirror
addressType: IPv4
endpoints:
  - addresses: ["$(kubectl get pods -l app=shop -o jsonpath='{.items[0].status.podIP}')"]
ports:
  - name: http
    port: 8080
END
