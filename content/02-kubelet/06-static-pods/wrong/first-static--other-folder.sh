# node: worker
# says: kubelet reads this one directory
rm -f /etc/kubernetes/manifests/beacon.yaml
kubectl delete pod beacon --ignore-not-found --now
cat >/etc/kubernetes/beacon.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: beacon
spec:
  containers:
    - name: beacon
      image: localhost/web:1
YAML
