# node: worker
set -eu
file=/var/lib/kubelet/kubeadm-flags.env
# A wrong answer may have removed the file; kubeadm writes the address of the node into it.
[ -s "$file" ] || echo "KUBELET_KUBEADM_ARGS=\"--node-ip=$(hostname -I | cut -d' ' -f1)\"" >"$file"
sed -i -E 's| *--hostname-override=[^ "]*||' "$file"
systemctl restart kubelet
# Ready alone may be the last report of the previous kubelet.
until curl -s -m 1 http://127.0.0.1:10248/healthz >/dev/null; do sleep 0.5; done
kubectl wait "node/$KINDLAB_WORKER" --for=condition=Ready --timeout=90s
