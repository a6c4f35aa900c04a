# node: worker
set -eu
file=/var/lib/kubelet/config.yaml
# A new random number each time.
sed -i '/^maxPods:/d' "$file"
echo "maxPods: $((RANDOM % 60 + 40))" >>"$file"
systemctl restart kubelet
for _ in $(seq 60); do
  if curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; then break; fi
  sleep 1
done
sleep 2
