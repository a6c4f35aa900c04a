# node: worker
set -u
node=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status} {.status.conditions[?(@.type=="Ready")].message}') || exit 2
ready=${node%% *}
message=${node#* }
enabled=$(systemctl is-enabled kubelet)
[ "$ready" = True ] && [ "$enabled" = enabled ] && exit 0

if [ "$ready" = True ]; then
  echo 'expected: the worker is Ready, and would be after a reboot too'
  echo "actual: it is Ready; the service kubelet is $enabled"
  echo 'why: it runs now, and systemd would not start it with the machine'
  exit 1
fi

echo 'expected: the worker is Ready, and would be after a reboot too'
case $ready in
  Unknown)
    echo 'actual: Ready is Unknown, and kubelet has said nothing since'
    echo 'why: Unknown means silence; look at the service kubelet on the worker, then at its journal'
    ;;
  *)
    echo "actual: Ready is $ready: $message"
    echo 'why: kubelet speaks, and its message names what it misses'
    ;;
esac
exit 1
