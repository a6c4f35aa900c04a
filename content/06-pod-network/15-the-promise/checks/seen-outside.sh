# node: worker
set -u
pods=$(kubectl get pods -o json) || exit 2
fact_of() { jq -r --arg name "$1" '.items[] | select(.metadata.name == $name) | "\(.status.podIP // "") \(.status.hostIP // "")"' <<<"$pods"; }
read -r caller node <<<"$(fact_of caller)"
read -r outside _ <<<"$(fact_of outside)"
written=$(tr -d '[:space:]' 2>/dev/null </root/seen-outside)
[ -n "$node" ] && [ -n "$outside" ] && [ "$written" = "$node" ] && exit 0

echo 'expected: the address that outside sees when caller calls, in /root/seen-outside on the worker'
if [ -z "$outside" ] || [ -z "$caller" ]; then
  echo 'actual: the Pod outside or the Pod caller does not exist'
  echo 'why: create outside with the command of this step, caller with that of the first step'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file'
  echo 'why: the command has to run on the worker'
elif [ "${written%%:*}" != "$written" ]; then
  echo "actual: ${written:0:60}"
  echo 'why: the number after the colon is a port; write only the address'
elif [ "$written" = "$caller" ]; then
  echo "actual: $written, the address of caller"
  echo 'why: Pods see this address; outside is in no Pod network, so send it a request'
elif [ "$written" = "$outside" ]; then
  echo "actual: $written, the address of outside itself"
  echo 'why: the task asks for the address of the caller'
else
  echo "actual: ${written:0:60}"
  echo 'why: call from the Pod caller, not from the node, and use /clientip'
fi
exit 1
