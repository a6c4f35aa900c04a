# node: worker
# says: systemd restarts a killed process
set -eu
kubectl run web --image="$KINDLAB_WEB_IMAGE"
kubectl wait pod/web --for=condition=Ready --timeout=60s
systemctl kill --kill-whom=main --signal=SIGKILL containerd
until [ "$(systemctl is-active containerd)" = active ]; do sleep 0.5; done
