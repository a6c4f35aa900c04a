# node: worker
set -eu
file=/var/lib/kubelet/kubeadm-flags.env
# Another name each time.
name=$KINDLAB_WORKER-$((RANDOM % 90 + 10))
sed -i -E 's| *--hostname-override=[^ "]*||' "$file"
sed -i "s|\"\$| --hostname-override=$name\"|" "$file"
grep -q -- "--hostname-override=$name" "$file"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
