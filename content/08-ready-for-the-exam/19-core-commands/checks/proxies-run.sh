# node: control-plane
set -u
objects=$(kubectl get -n kube-system configmap/kube-proxy daemonset/kube-proxy -o json) || exit 2
mode=$(jq -r '.items[] | .data["config.conf"] // empty' <<<"$objects" | sed -n 's/^mode: *//p' | tr -d '"')
facts=$(jq -r '.items[] | select(.kind == "DaemonSet") | "\(.status.desiredNumberScheduled) \(.status.numberReady)"' <<<"$objects")
case $mode in '' | iptables | nftables) known=yes ;; *) known='' ;; esac
[ -n "$known" ] && [ "$facts" = '2 2' ] && exit 0

echo 'expected: kube-proxy is ready on both nodes, and its ConfigMap names the mode iptables or nftables'
echo "actual: mode: $mode; ${facts#* } of ${facts% *} Pods are ready"
if [ -z "$known" ]; then
  echo 'why: this course accepts iptables and nftables, in lower case (ipvs is deprecated); with another word it ends, at its next start at the latest'
else
  echo 'why: the ConfigMap is right; kubelet waits longer before each restart of a failed container, unless you delete the Pod'
fi
exit 1
