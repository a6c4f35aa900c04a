# node: worker
# says: web is still its first container
set -eu
kubectl delete pod pair --now
kubectl apply -f - <<END
apiVersion: v1
kind: Pod
metadata: { name: pair }
spec:
  containers:
    - { name: web, image: "$KINDLAB_WEB_IMAGE" }
    - { name: tools, image: "$KINDLAB_TOOLBOX_IMAGE" }
END
kubectl wait pod/pair --for=condition=Ready --timeout=60s
