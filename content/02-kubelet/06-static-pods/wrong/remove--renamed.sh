# node: worker
# says: whatever its name, a file in this folder is run
set -eu
systemctl start kubelet
cat >/etc/kubernetes/manifests/beacon.off <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: beacon
spec:
  containers:
    - name: beacon
      image: localhost/web:1
YAML
rm -f /etc/kubernetes/manifests/beacon.yaml
