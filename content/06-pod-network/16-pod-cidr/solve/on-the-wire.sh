# node: worker
set -eu
far=$(kubectl get pod far -o jsonpath='{.status.podIP}')
timeout 8 tcpdump -nni eth0 'udp port 8472 or tcp port 8080' >/root/on-the-wire 2>/dev/null &
sleep 3
kubectl exec caller -- curl -s -m 3 "http://$far:8080/hostname"
wait || true
