# node: worker
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/sandbox)
sandbox=$(crictl pods -q --no-trunc --name '^parcel$' --state ready | head -n 1)
# A shortened ID is accepted, if it is long enough to be unique.
[ -n "$sandbox" ] && [ ${#written} -ge 8 ] && [[ $sandbox == "$written"* ]] && exit 0

echo 'expected: the ID of the sandbox of parcel, in /root/sandbox on the worker'
if [ -z "$sandbox" ]; then
  echo 'actual: the worker has no sandbox of parcel'
  echo 'why: kubelet has to start the Pod first'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/sandbox on the worker'
  echo 'why: the command has to run on the worker, when the sandbox is there'
elif [ -n "$(crictl ps -q --no-trunc --id "$written" 2>/dev/null)" ]; then
  echo "actual: ${written:0:13}, which is a container"
  echo 'why: a container runs in a sandbox and has a separate ID'
else
  echo "actual: ${written:0:80}"
  echo 'why: that is not the present sandbox of parcel; compare with the first column of `crictl pods`'
fi
exit 1
