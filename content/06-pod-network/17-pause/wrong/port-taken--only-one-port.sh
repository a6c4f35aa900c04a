# node: worker
# says: if one ends again and again, its log shows why
set -eu
kubectl delete pod clash --ignore-not-found --now
kubectl apply -f - <<END
apiVersion: v1
kind: Pod
metadata: { name: clash }
spec:
  containers:
    - { name: first, image: "$KINDLAB_WEB_IMAGE" }
    - { name: second, image: "$KINDLAB_WEB_IMAGE", args: [netexec, --http-port=8082] }
END
