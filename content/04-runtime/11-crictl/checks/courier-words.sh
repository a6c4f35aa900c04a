# node: worker
set -u
container=$(crictl ps -a -q --name '^courier$' | head -n 1)
words=''
[ -n "$container" ] && words=$(crictl logs "$container" 2>&1 | tail -n 1)
written=$(tail -n 1 /root/last-words 2>/dev/null)
[ -n "$words" ] && [ "$written" = "$words" ] && exit 0

echo 'expected: the last line that courier wrote, in /root/last-words on the worker'
if [ -z "$words" ]; then
  echo 'actual: no container courier has been on the worker'
  echo 'why: make the Pod of this step first'
elif [ ! -e /root/last-words ]; then
  echo 'actual: the worker has no file /root/last-words'
  echo 'why: the command has to run on the worker'
elif [ -z "$written" ]; then
  echo 'actual: the file is empty'
  echo 'why: plain `crictl ps` does not show a container that has ended, so there was no ID to ask for'
else
  echo "actual: ${written:0:80}"
  echo 'why: courier said something else last; `crictl logs` prints all of it'
fi
exit 1
