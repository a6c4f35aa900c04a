# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
far=$(jq -r '.items[] | select(.metadata.name == "far") | .status.podIP // ""' <<<"$pods")
container=$(crictl ps -q --name '^caller$' --state running | head -n 1)
answer=''
if [ -n "$container" ] && [ -n "$far" ]; then
  process=$(crictl inspect "$container" | jq -r .info.pid)
  answer=$(nsenter -t "$process" -n curl -s -m 0.8 "http://$far:8080/hostname")
fi
[ "$answer" = far ] && exit 0

echo 'expected: caller, on the worker, reaches far, on the control-plane node'
if [ -z "$far" ] || [ -z "$container" ]; then
  echo 'actual: caller or far does not run'
  echo 'why: neither of them is to blame; make them again with the first commands of the lesson'
else
  route=$(ip route get "$far")
  way=$(head -n 1 <<<"$route")
  echo "actual: far does not answer; the worker would send packets for $far so: $way"
  if [[ $way == *"via $(ip -j route show default | jq -r '.[0].gateway') "* ]]; then
    echo 'why: that is the default route, for all that the node does not know; the range of the other node should have a route of its own'
  else
    echo 'why: there is a route, and it leads to nobody who knows the Pod; compare it with the one that the control-plane node has for this node'
  fi
fi
exit 1
