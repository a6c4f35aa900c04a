# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
# Just below the memory of the machine: with more than that, kubelet would not start.
threshold=$(awk '/^MemTotal:/ { print int($2 / 1024) - 48 }' /proc/meminfo)
sed -i '/^  memory.available:/d' "$file"
grep -q '^evictionHard:' "$file" || echo 'evictionHard:' >>"$file"
sed -i "s/^evictionHard:.*/&\n  memory.available: ${threshold}Mi/" "$file"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="MemoryPressure")].status}')
  if [ "$status" = True ]; then exit 0; fi
  sleep 1
done
echo "MemoryPressure has not become True within 60 s" >&2
exit 1
