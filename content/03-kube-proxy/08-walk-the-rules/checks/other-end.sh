# node: worker
set -u
source=$(kubectl get pod caller --ignore-not-found -o jsonpath='{.status.podIP}') || exit 2
lines=''
[ -n "$source" ] && lines=$(conntrack -L -p tcp -s "$source" --dport 80 --state ESTABLISHED 2>/dev/null)
ends=$(sed -nE 's/.* src=[^ ]+ dst=[^ ]+ .* src=([^ ]+) dst=.*/\1/p' <<<"$lines" | sort -u)
written=$(tr -d '[:space:]' 2>/dev/null </root/other-end)
[ -n "$written" ] && grep -qxF -- "$written" <<<"$ends" && exit 0

echo 'expected: the address of the Pod at the other end of the open connection, in /root/other-end on the worker'
if [ -z "$source" ]; then
  echo 'actual: there is no Pod caller'
  echo 'why: it holds the connection; create it again with the first commands of the lesson'
elif [ -z "$ends" ]; then
  echo 'actual: caller has no open connection to port 80 of a Service'
  echo 'why: the command that opens one ends at once and leaves it open in the background; run it again'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file'
  echo 'why: the command has to run on the worker'
elif [ "$written" = "$source" ]; then
  echo "actual: $written, which is caller itself"
  echo 'why: the first src of the line is the caller; the second one belongs to the answers'
elif [[ $lines == *"dst=$written "* ]]; then
  echo "actual: $written, which is the address of the Service"
  echo 'why: that is the address that caller uses; the second pair of the line shows the Pod that answers'
else
  echo "actual: ${written:0:60}"
  echo 'why: no open connection of caller leads there'
fi
exit 1
