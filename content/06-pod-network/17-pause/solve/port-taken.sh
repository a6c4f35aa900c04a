# node: worker
set -eu
kubectl delete pod clash --ignore-not-found --now
kubectl apply -f - <<END
apiVersion: v1
kind: Pod
metadata: { name: clash }
spec:
  containers:
    - { name: first, image: "$KINDLAB_WEB_IMAGE" }
    - { name: second, image: "$KINDLAB_WEB_IMAGE", args: [netexec, --http-port=8082, --udp-port=8083] }
END
kubectl wait pod/clash --for=condition=Ready --timeout=60s
# The check needs containers that have run for some seconds.
sleep 6
