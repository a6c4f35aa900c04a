# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
first=$(find /etc/cni/net.d -maxdepth 1 -name '*.conf*' | LC_ALL=C sort | head -n 1)
[ "$ready" = True ] && [ "$first" = "$KINDLAB_CNI_CONF" ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and uses the file of its network plugin'
  echo "actual: it is Ready; of the files in /etc/cni/net.d the first is ${first:-not there}"
  echo 'why: the runtime uses the first file by name, so new Pods would not be in the network of the cluster'
  exit 1
fi

echo 'expected: the worker is Ready, and uses the file of its network plugin'
case $ready in
  Unknown)
    echo 'actual: Ready is Unknown, and kubelet has sent no report since then'
    echo 'why: Unknown means that no report arrives; check the service kubelet on the worker, then its journal'
    ;;
  *)
    echo "actual: Ready is $ready: $message"
    echo 'why: kubelet reports, and its message names the missing part'
    ;;
esac
exit 1
