# node: worker
# says: systemd would not start it with the machine
set -eu
systemctl start kubelet
for _ in $(seq 60); do
  real=$(crictl ps -q --no-trunc --label io.kubernetes.pod.name=shop --state running | head -n 1)
  reported=$(kubectl get pod shop -o jsonpath='{.status.containerStatuses[0].containerID}')
  if [ -n "$real" ] && [ "${reported#*://}" = "$real" ]; then exit 0; fi
  sleep 1
done
