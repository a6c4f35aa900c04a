# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
skips=$(grep -c '^ *insecure-skip-tls-verify: *true' /etc/kubernetes/kubelet.conf)
[ "$ready" = True ] && [ "$skips" = 0 ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and its kubelet verifies the certificate of the API server'
  echo 'actual: it is Ready; kubelet.conf says insecure-skip-tls-verify: true'
  echo 'why: kubelet would now trust any machine at this address, and send it its reports'
  exit 1
fi

echo 'expected: the worker is Ready, and its kubelet verifies the certificate of the API server'
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
