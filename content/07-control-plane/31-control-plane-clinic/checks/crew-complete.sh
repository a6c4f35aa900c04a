# node: control-plane
set -u
answer=$(curl -sk -m 0.8 https://127.0.0.1:10257/healthz)
ready=$(kubectl get deployment crew --ignore-not-found -o jsonpath='{.metadata.name}:{.status.readyReplicas}') || exit 2
[ "$ready" = crew:2 ] && [ "$answer" = ok ] && exit 0

echo 'expected: two Pods of the Deployment crew are ready, and the controller manager reports that it is healthy'
if [ -z "$ready" ]; then
  echo 'actual: there is no Deployment crew'
  echo 'why: the Deployment had no fault; create it again with two replicas of localhost/web:1'
else
  ready=${ready#*:}
  echo "actual: ${ready:-none} of its Pods are ready; the controller manager answers: ${answer:-nothing}"
  if [ "$answer" != ok ]; then
    echo 'why: the program that creates Pods for Deployments does not work; `crictl ps -a` on this node shows its container, and the container has a log'
  else
    echo 'why: the controller manager runs again, or is just starting; wait some seconds'
  fi
fi
exit 1
