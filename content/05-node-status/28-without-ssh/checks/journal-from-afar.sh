# node: control-plane
set -u
answer=$(kubectl get --raw "/api/v1/nodes/$KINDLAB_WORKER/proxy/logs/?query=kubelet&tailLines=2" 2>&1 | tail -n 1)
[[ $answer == *kubelet* ]] && [[ $answer != *'Error from server'* ]] && [[ $answer != *'<a href'* ]] && exit 0

echo 'expected: the API server prints the last lines of the journal of the kubelet of the worker'
echo "actual: ${answer:0:160}"
echo 'why: kubelet returns the journal only with enableSystemLogQuery: true, and reads its file when it starts'
exit 1
