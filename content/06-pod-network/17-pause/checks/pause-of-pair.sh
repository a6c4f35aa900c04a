# node: worker
set -u
sandbox=$(crictl pods -q --state ready --name '^pair$' | head -n 1)
pause=''
[ -n "$sandbox" ] && pause=$(crictl inspectp "$sandbox" | jq .info.pid)
written=$(tr -d '[:space:]' 2>/dev/null </root/pair-pause)
[ -n "$pause" ] && [ "$written" = "$pause" ] && exit 0

echo 'expected: the process ID of the pause container of pair, in /root/pair-pause on the worker'
if [ -z "$pause" ]; then
  echo 'actual: the worker has no sandbox of a Pod pair'
  echo 'why: create the Pod of the previous step'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/pair-pause on the worker'
  echo 'why: the command has to run on the worker'
elif [ "$(cat "/proc/$written/comm" 2>/dev/null)" = pause ]; then
  echo "actual: $written, which is the pause of another Pod, or of another sandbox"
  echo 'why: every Pod has one; inspect the sandbox of pair'
else
  echo "actual: ${written:0:40}, which is $(cat "/proc/$written/comm" 2>/dev/null || echo 'no process of the worker')"
  echo 'why: pause belongs to the sandbox: `crictl inspectp`, with the ID that `crictl pods` shows'
fi
exit 1
