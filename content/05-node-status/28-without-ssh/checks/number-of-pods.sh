# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/max-pods)
number=$(kubectl get --raw "/api/v1/nodes/$KINDLAB_WORKER/proxy/configz" | jq .kubeletconfig.maxPods) || exit 2
[ -n "$number" ] && [ "$written" = "$number" ] && exit 0

echo 'expected: the number of Pods that the kubelet of the worker accepts, in /root/max-pods on the control-plane node'
echo "actual: ${written:-there is nothing in that file}"
if [ "$written" = 110 ]; then
  echo 'why: that is the default, and the setting of the other node'
else
  echo 'why: that is not the present setting of this kubelet'
fi
exit 1
