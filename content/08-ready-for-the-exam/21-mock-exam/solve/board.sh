# node: worker
set -eu
kubectl delete pod board --ignore-not-found --now
cat >/etc/kubernetes/manifests/board.yaml <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: board
spec:
  containers:
    - name: board
      image: localhost/web:1
END
for _ in $(seq 60); do
  if [ -n "$(crictl ps -q --name '^board$' --state running)" ]; then exit 0; fi
  sleep 1
done
exit 1
