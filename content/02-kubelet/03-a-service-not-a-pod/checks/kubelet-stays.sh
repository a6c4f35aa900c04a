# node: worker
set -u
health=$(curl -s -m 1 http://127.0.0.1:10248/healthz)
# kubeadm gives the cluster's DNS server the tenth address of the Services.
wanted=${KINDLAB_SERVICE_CIDR%.*}.10
servers=''
if [ "$health" = ok ]; then
  servers=$(kubectl get --raw "/api/v1/nodes/$KINDLAB_WORKER/proxy/configz" | jq -r '.kubeletconfig.clusterDNS // [] | join(" ")')
fi
[ "$servers" = "$wanted" ] && exit 0

echo "expected: kubelet runs on the worker and gives its Pods the DNS server $wanted"
if [ "$health" = ok ]; then
  echo "actual: kubelet runs, with ${servers:-no DNS server at all}"
  echo 'why: new Pods of this node could not find a Service by its name'
elif [ "$(systemctl is-active kubelet)" = inactive ]; then
  echo 'actual: kubelet is stopped'
  echo 'why: systemd restarts a service after its process ends, but not after `systemctl stop`'
else
  echo "actual: kubelet does not stay; systemd has started it $(systemctl show kubelet -p NRestarts --value) times"
  echo 'why: it ends during its start; the last line with "command failed" in its journal shows the reason'
fi
exit 1
