# node: worker
set -eu
kubectl delete pod pair --ignore-not-found --now
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
# The check needs containers that have run for some seconds.
sleep 6
