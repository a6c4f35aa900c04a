# node: worker
set -eu
kubectl scale deployment shop --replicas=5
kubectl rollout status deployment shop --timeout=120s
for _ in $(seq 60); do
  if [ "$(iptables-save -t nat | grep '"default/shop -> ' | grep -o 'KUBE-SEP-[A-Z0-9]*$' | sort -u | grep -c .)" = 5 ]; then exit 0; fi
  sleep 0.5
done
echo 'the rules have not had five targets within 30 s' >&2
exit 1
