# node: worker
set -u
container=$(crictl ps -a -q --label io.kubernetes.pod.name=courier --label io.kubernetes.pod.namespace=default | head -n 1)
words=''
[ -n "$container" ] && words=$(crictl logs "$container" 2>&1 | tail -n 1)
written=$(tail -n 1 /root/last-words 2>/dev/null)
[ -n "$words" ] && [ "$written" = "$words" ] && exit 0

echo 'expected: the last line that courier wrote, in /root/last-words on the worker'
if [ -z "$words" ]; then
  echo 'actual: no container of the Pod courier has been on the worker'
  echo 'why: create the Pod of this step first'
elif [ ! -e /root/last-words ]; then
  echo 'actual: the worker has no file /root/last-words'
  echo 'why: the command has to run on the worker'
elif [ -z "$written" ]; then
  echo 'actual: the file is empty'
  echo 'why: plain `crictl ps` does not show a container that has ended, so there was no ID to ask for'
else
  echo "actual: ${written:0:80}"
  echo 'why: courier wrote another line last; `crictl logs` prints all lines'
fi
exit 1
