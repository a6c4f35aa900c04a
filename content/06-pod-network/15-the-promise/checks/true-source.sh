# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
address_of() { jq -r --arg name "$1" '.items[] | select(.metadata.name == $name) | .status.podIP // ""' <<<"$pods"; }
caller=$(address_of caller)
far=$(address_of far)
container=$(crictl ps -q --label io.kubernetes.pod.name=caller --label io.kubernetes.pod.namespace=default --state running | head -n 1)
seen=''
if [ -n "$container" ] && [ -n "$far" ]; then
  process=$(crictl inspect "$container" | jq -r .info.pid)
  seen=$(nsenter -t "$process" -n curl -s -m 0.8 "http://$far:8080/clientip")
fi
# In mode iptables, kube-proxy has a chain in this table, and a rule that leads to it.
lost=$(iptables-save -t nat | awk '/^:KUBE-POSTROUTING/ { chain = 1 } /^-A POSTROUTING .*-j KUBE-POSTROUTING/ { way = 1 } END { if (chain && !way) print "lost" }')
[ -n "$seen" ] && [ "${seen%:*}" = "$caller" ] && [ -z "$lost" ] && exit 0

echo 'expected: far sees the address of caller, and the rules of kube-proxy in POSTROUTING are as they were'
if [ -z "$far" ] || [ -z "$container" ]; then
  echo 'actual: caller or far does not run'
  echo 'why: neither of them is the cause; create them again with the commands of the first step'
elif [ -z "$seen" ]; then
  echo 'actual: far does not answer caller'
  echo 'why: it answered at the start of the step'
elif [ "${seen%:*}" != "$caller" ]; then
  echo "actual: caller is $caller, far sees ${seen%:*}"
  echo 'why: a rule replaces the source on the way out of the worker; read POSTROUTING there'
else
  echo 'actual: far sees the right address, and POSTROUTING has lost the way to KUBE-POSTROUTING'
  echo 'why: more than the one rule was removed; kube-proxy writes its own again when it starts'
fi
exit 1
