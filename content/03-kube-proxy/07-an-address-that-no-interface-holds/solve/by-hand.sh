# node: control-plane
set -eu
pod=$(kubectl get pods -l app=shop -o jsonpath='{.items[0].status.podIP}')
kubectl delete service mirror --ignore-not-found
kubectl delete endpointslice mirror-by-hand --ignore-not-found
kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata:
  name: mirror
spec:
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: mirror-by-hand
  labels:
    kubernetes.io/service-name: mirror
addressType: IPv4
endpoints:
  - addresses: ["$pod"]
ports:
  - port: 8080
END
address=$(kubectl get service mirror -o jsonpath='{.spec.clusterIP}')
for _ in $(seq 60); do
  if curl -s -m 1 "http://$address/hostname"; then exit 0; fi
  sleep 0.5
done
echo 'mirror has not answered within 30 s' >&2
exit 1
