# node: worker
set -u
container=$(crictl ps -q --label io.kubernetes.pod.name=parcel --label io.kubernetes.pod.namespace=default --state running | head -n 1)
folder=''
[ -n "$container" ] && folder=$(crictl inspect "$container" | jq -r '.status.mounts[] | select(.containerPath == "/data").hostPath')
written=$(tr -d '[:space:]' 2>/dev/null </root/data-path)
[ -n "$folder" ] && [ "${written%/}" = "$folder" ] && exit 0

echo 'expected: the directory of the worker that parcel sees as /data, in /root/data-path on the worker'
if [ -z "$container" ]; then
  echo 'actual: no container of parcel runs on the worker'
  echo 'why: finish the previous step'
elif [ -z "$folder" ]; then
  echo 'actual: parcel has no /data'
  echo 'why: it was created without the volume; delete it, create it again as in the text, and bind it'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/data-path on the worker'
  echo 'why: the command has to run on the worker, and jq has to print a path'
elif [ "$written" = /data ]; then
  echo 'actual: /data'
  echo 'why: that is its name inside the container; the node has another name for it'
else
  echo "actual: ${written:0:120}"
  echo 'why: that is another directory; look for the entry whose containerPath is /data'
fi
exit 1
