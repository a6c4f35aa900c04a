# node: control-plane
set -u
page=$(kubectl get pod ledger --ignore-not-found -o jsonpath='{.spec.containers[0].env[0].value}') || exit 2
written=$(xargs 2>/dev/null </root/exam/ledger)
[ -n "$page" ] && [ "$written" = "page $page is missing" ] && exit 0

echo 'expected: the last line that the container ledger printed, in /root/exam/ledger on the control-plane node'
if [ -z "$page" ]; then
  echo 'actual: there is no Pod ledger any more'
  echo 'why: the log of a Pod is deleted with it; open the task again'
else
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: `k logs ledger`, or `crictl ps -a` and `crictl logs` on the worker, print its output; write only the last line'
fi
exit 1
