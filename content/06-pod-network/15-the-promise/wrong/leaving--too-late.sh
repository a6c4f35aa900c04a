# node: worker
# says: tcpdump has to run before caller calls
set -eu
process=$(crictl inspect "$(crictl ps -q --name '^caller$' --state running)" | jq .info.pid)
kubectl exec caller -- curl -s -m 3 "http://$(kubectl get pod far -o jsonpath='{.status.podIP}'):8080/clientip"
nsenter -t "$process" -n timeout 3 tcpdump -nni eth0 'dst port 8080 and tcp[tcpflags] == tcp-syn' >/root/at-caller 2>/dev/null || true
