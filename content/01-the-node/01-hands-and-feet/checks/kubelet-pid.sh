# node: worker
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/kubelet-pid)
kubelet=$(pgrep -x kubelet)
[ -n "$written" ] && [ "$written" = "$kubelet" ] && exit 0

echo 'expected: the process ID of the kubelet on the worker, in /root/kubelet-pid'
if [ ! -e /root/kubelet-pid ]; then
  echo 'actual: the worker has no file /root/kubelet-pid'
  echo 'why: the file has to be on the worker, not on the control-plane node'
elif [ -z "$written" ]; then
  echo 'actual: the file is empty'
  echo 'why: the command that should have filled it printed nothing'
elif [ -z "$kubelet" ]; then
  echo "actual: $written, but no kubelet runs on this node"
  echo 'why: start it with `systemctl start kubelet`, then write its process ID into the file'
elif [[ ! $written =~ ^[0-9]+$ ]]; then
  echo "actual: ${written:0:80}"
  echo 'why: that is not a number'
else
  name=$(cat "/proc/$written/comm" 2>/dev/null || echo 'no process at all')
  echo "actual: $written, which on the worker is $name"
  echo 'why: each node has its own process numbers, and a restarted process gets a new number'
fi
exit 1
