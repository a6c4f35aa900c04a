# node: worker
# says: a call to near does not leave the machine
set -eu
address=$(kubectl get pod next -o jsonpath='{.status.podIP}')
timeout 6 tcpdump -nni eth0 'udp port 8472 or tcp port 8080' >/root/on-the-wire 2>/dev/null &
sleep 3
kubectl exec caller -- curl -s -m 3 "http://$address:8080/hostname"
wait || true
