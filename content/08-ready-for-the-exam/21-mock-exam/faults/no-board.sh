# node: worker
set -eu
grep -lsE '^ *name: *["'"'"']?board["'"'"']? *$' /etc/kubernetes/manifests/* | xargs -r rm
kubectl delete pod board --ignore-not-found --now
for _ in $(seq 60); do
  if [ -z "$(crictl ps -q --label io.kubernetes.pod.namespace=default --name '^board')" ]; then exit 0; fi
  sleep 1
done
exit 1
