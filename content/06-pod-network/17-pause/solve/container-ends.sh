# node: worker
set -eu
sandbox=$(crictl pods -o json --state ready --name '^pair$' | jq -r '.items[0].metadata.attempt // empty')
if [ "$sandbox" != 0 ]; then
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
fi
attempt=$(crictl ps -o json --state running --label io.kubernetes.pod.name=pair --name '^web$' | jq -r '.containers[0].metadata.attempt // 0')
[ "$attempt" -ge 1 ] || crictl stop "$(crictl ps -q --label io.kubernetes.pod.name=pair --name '^web$')"
