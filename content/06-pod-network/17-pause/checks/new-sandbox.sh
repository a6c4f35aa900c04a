# node: worker
set -u
sandbox=$(crictl pods -o json --state ready --name '^pair$' | jq -r '.items[0] // {} | "\(.id // "") \(.metadata.attempt // "")"')
read -r id attempt <<<"$sandbox"
running=''
[ -n "$id" ] && running=$(crictl ps -q --state running --pod "$id" | wc -l)
[ "${attempt:-0}" -ge 1 ] && [ "${running:-0}" -ge 2 ] && exit 0

echo 'expected: the same Pod pair, with a new sandbox and both of its containers running in it'
if [ -z "$id" ]; then
  echo 'actual: the worker has no ready sandbox of pair'
  echo 'why: kubelet creates one within seconds; if there is no Pod pair any more, create it again'
elif [ "$attempt" = 0 ]; then
  echo 'actual: the sandbox is the first one of this Pod'
  echo 'why: a sandbox lasts as long as its pause; a new container is no new sandbox, and a new Pod starts at number 0'
else
  echo "actual: sandbox number $attempt, with $running running containers"
  echo 'why: kubelet starts the containers after the sandbox; wait'
fi
exit 1
