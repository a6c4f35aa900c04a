# node: worker
set -eu
kubectl patch service shop -p '{"spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":600}}}}'
for _ in $(seq 60); do
  if iptables-save -t nat | grep -q 'default/shop.*--seconds 600 '; then exit 0; fi
  sleep 0.5
done
echo 'the rules have not changed within 30 s' >&2
exit 1
