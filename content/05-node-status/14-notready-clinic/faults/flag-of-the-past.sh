# node: worker
set -eu
file=/var/lib/kubelet/kubeadm-flags.env
# One of three flags of older kubelets, a new random choice each time.
flags=(--pod-infra-container-image=registry.k8s.io/pause:3.10 --container-runtime=remote --network-plugin=cni)
sed -i -E 's# *--(pod-infra-container-image|container-runtime|network-plugin)=[^ "]*##g' "$file"
sed -i "s|\"\$| ${flags[RANDOM % 3]}\"|" "$file"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
