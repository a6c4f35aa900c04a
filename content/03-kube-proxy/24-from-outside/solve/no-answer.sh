# node: control-plane
set -eu
kubectl get service kiosk >/dev/null 2>&1 || kubectl create service nodeport kiosk --tcp=80:8080 --node-port=30090
kubectl patch service kiosk --type merge   -p '{"spec":{"externalTrafficPolicy":"Cluster","selector":{"app":"kiosk"},"ports":[{"port":80,"targetPort":8080,"nodePort":30090}]}}'
