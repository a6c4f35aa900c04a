# node: worker
set -eu
far=$(kubectl get pod far -o jsonpath='{.status.podIP}')
process=$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=caller --state running)" | jq .info.pid)
nsenter -t "$process" -n timeout 8 tcpdump -nni eth0 'dst port 8080 and tcp[tcpflags] == tcp-syn' >/root/at-caller 2>/dev/null &
sleep 3
kubectl exec caller -- curl -s -m 3 "http://$far:8080/clientip"
wait || true
