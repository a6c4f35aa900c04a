# node: worker
set -eu
folder=$(mktemp -d)
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$folder/key" -out "$folder/ca.crt" -subj /CN=kubernetes -days 3650 2>/dev/null
file=/etc/kubernetes/kubelet.conf
cluster=$(kubectl config view --kubeconfig "$file" -o jsonpath='{.clusters[0].name}')
kubectl config set-cluster "$cluster" --kubeconfig "$file" --certificate-authority="$folder/ca.crt" --embed-certs
rm -r "$folder"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
