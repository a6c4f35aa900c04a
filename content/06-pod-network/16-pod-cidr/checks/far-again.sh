# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
far=$(jq -r '.items[] | select(.metadata.name == "far") | .status.podIP // ""' <<<"$pods")
container=$(crictl ps -q --label io.kubernetes.pod.name=caller --label io.kubernetes.pod.namespace=default --state running | head -n 1)
answer=''
if [ -n "$container" ] && [ -n "$far" ]; then
  process=$(crictl inspect "$container" | jq -r .info.pid)
  answer=$(nsenter -t "$process" -n curl -s -m 0.8 "http://$far:8080/hostname")
fi
[ "$answer" = far ] && exit 0

echo 'expected: caller, on the worker, reaches far, on the control-plane node'
if [ -z "$far" ] || [ -z "$container" ]; then
  echo 'actual: caller or far does not run'
  echo 'why: neither of them is the cause; create them again with the first commands of the lesson'
else
  route=$(ip route get "$far")
  way=$(head -n 1 <<<"$route")
  echo "actual: far does not answer; the route of the worker for $far is: $way"
  if [[ $way == *"via $(ip -j route show default | jq -r '.[0].gateway') "* ]]; then
    echo 'why: that is the default route, for all unknown addresses; the range of the other node needs its own route'
  else
    echo 'why: there is a route, but it does not lead to the node of the Pod; compare it with the route of the control-plane node to this node'
  fi
fi
exit 1
