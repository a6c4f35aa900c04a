# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:10259/healthz)
phase=$(kubectl get pod newcomer --ignore-not-found -o jsonpath='{.status.phase}') || exit 2
[ "$phase" = Running ] && [ "$answer" = ok ] && exit 0

echo 'expected: the Pod newcomer, Running, and a scheduler that reports that it is healthy'
echo "actual: newcomer is ${phase:-not there}; the scheduler answers: ${answer:-nothing}"
if [ "$answer" != ok ]; then
  echo 'why: the scheduler does not work, so the next Pod would wait as well; `crictl ps -a` on this node shows whether it has a container'
elif [ -z "$phase" ]; then
  echo 'why: the task is to start it, not to remove it; create it again with the image localhost/web:1'
else
  echo 'why: the scheduler runs again, or is just starting; `kubectl get pod newcomer -o wide` shows the state of the Pod'
fi
exit 1
