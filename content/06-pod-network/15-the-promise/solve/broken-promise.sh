# node: worker
set -eu
# By its number: the rule may exist twice.
while number=$(iptables -t nat -L POSTROUTING --line-numbers -n | awk '/legacy firewall/ { print $1; exit }') && [ -n "$number" ]; do
  iptables -t nat -D POSTROUTING "$number"
done
way_lost() { iptables-save -t nat | awk '/^:KUBE-POSTROUTING/ { chain = 1 } /^-A POSTROUTING .*-j KUBE-POSTROUTING/ { way = 1 } END { exit !(chain && !way) }'; }
if way_lost; then
  kubectl delete pod -n kube-system -l k8s-app=kube-proxy --field-selector "spec.nodeName=$KINDLAB_WORKER"
fi
for _ in $(seq 60); do
  if ! way_lost; then exit 0; fi
  sleep 0.5
done
echo 'kube-proxy has not written its rule within 30 s' >&2
exit 1
