# node: worker
set -eu
systemctl start kubelet
for _ in $(seq 60); do
  if [ -z "$(crictl pods -q --state ready --name '^by-hand$')$(crictl ps -q --name '^by-hand$')" ]; then break; fi
  sleep 1
done
