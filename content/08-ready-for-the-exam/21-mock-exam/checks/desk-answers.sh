# node: worker
set -u
address=$(kubectl get service desk --ignore-not-found -o jsonpath='{.spec.clusterIP}') || exit 2
[ -n "$address" ] && [ -n "$(curl -s -m 0.6 "http://$address/hostname")" ] && exit 0

echo 'expected: a call to the Service desk gets an answer on the worker'
if [ -z "$address" ]; then
  echo 'actual: there is no Service desk'
  echo 'why: the Service had no fault; create it again for the Deployment desk, port 80 to port 8080'
else
  echo "actual: $address does not answer"
  echo 'why: the rules of the worker still name Pods that are gone; which program has to write them on this node?'
fi
exit 1
