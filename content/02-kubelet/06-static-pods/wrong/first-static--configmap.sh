# node: worker
# says: does not accept the file
cat >/etc/kubernetes/manifests/beacon.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: beacon
spec:
  containers:
    - name: beacon
      image: localhost/web:1
      envFrom:
        - configMapRef:
            name: settings
YAML
