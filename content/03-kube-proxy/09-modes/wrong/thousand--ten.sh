# node: control-plane
# says: about five for each Service
set -eu
kubectl create deployment shop --image="$KINDLAB_WEB_IMAGE" --dry-run=client -o yaml | kubectl apply -f -
for i in $(seq 10); do
  echo '---'
  echo "{apiVersion: v1, kind: Service, metadata: {name: many-$i, labels: {many: 'yes'}}, spec: {selector: {app: shop}, ports: [{port: 80, targetPort: 8080}]}}"
done | kubectl apply -f -
