# node: control-plane
set -u
facts=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.addresses[?(@.type=="InternalIP")].address} {.status.nodeInfo.containerRuntimeVersion}') || exit 2
written=$(xargs 2>/dev/null </root/answer-1)
[ -n "$facts" ] && [ "$written" = "$facts" ] && exit 0

echo 'expected: the internal address and the runtime of the worker, in one line of /root/answer-1 on the control-plane node'
if [ ! -e /root/answer-1 ]; then
  echo 'actual: the control-plane node has no file /root/answer-1'
  echo 'why: all answers of this lesson belong on the control-plane node; read your prompt'
else
  echo "actual: ${written:0:80}"
  case $written in
    "${facts% *}"*v[0-9]*) echo 'why: VERSION is the version of kubelet; the last column of the line is the runtime' ;;
    "${facts% *}"*) echo 'why: the address is right; write the last column after it without a change, with a blank between them' ;;
    *) echo 'why: this does not begin with the INTERNAL-IP of the worker; the line is long, and a narrow window breaks it' ;;
  esac
fi
exit 1
