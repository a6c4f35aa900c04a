# node: worker
set -eu
image=$(crictl images -o json | jq -r 'first(.images[].repoTags[]? | select(startswith("registry.k8s.io/pause:")))')
sed -i -E "s|registry\.k8s\.io/pause:[0-9.]+|$image|" /etc/containerd/config.toml
systemctl restart containerd
kubectl get pod late >/dev/null 2>&1 || kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
kubectl wait pod/late --for=condition=Ready --timeout=120s
