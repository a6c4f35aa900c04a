# node: worker
set -eu
source=$(kubectl get pod caller -o jsonpath='{.status.podIP}')
open_connection() { conntrack -L -p tcp -s "$source" --dport 80 --state ESTABLISHED 2>/dev/null | head -n 1; }
if [ -z "$(open_connection)" ]; then
  kubectl exec caller -- bash -c '(exec 3<>/dev/tcp/shop/80; sleep 1h) >/dev/null 2>&1 &'
fi
for _ in $(seq 30); do
  if [ -n "$(open_connection)" ]; then break; fi
  sleep 0.5
done
open_connection | sed -nE 's/.* src=[^ ]+ dst=[^ ]+ .* src=([^ ]+) dst=.*/\1/p' >/root/other-end
