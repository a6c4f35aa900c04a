# node: worker
set -eu
rm -f /etc/kubernetes/beacon.yaml
kubectl delete pod beacon --ignore-not-found --now
cat >/etc/kubernetes/manifests/beacon.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: beacon
spec:
  containers:
    - name: beacon
      image: localhost/web:1
      env:
        - name: GREETING
          value: hello
YAML
