# node: worker
# says: kubelet runs a file in this directory, with any name
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
