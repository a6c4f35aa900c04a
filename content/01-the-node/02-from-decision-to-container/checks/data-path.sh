# node: worker
set -u
container=$(crictl ps -q --name '^web$' --label io.kubernetes.pod.name=parcel --state running | head -n 1)
folder=''
[ -n "$container" ] && folder=$(crictl inspect "$container" | jq -r '.status.mounts[] | select(.containerPath == "/data").hostPath')
written=$(tr -d '[:space:]' 2>/dev/null </root/data-path)
[ -n "$folder" ] && [ "${written%/}" = "$folder" ] && exit 0

echo 'expected: the folder of the worker that parcel sees as /data, in /root/data-path on the worker'
if [ -z "$container" ]; then
  echo 'actual: the container web of parcel does not run on the worker'
  echo 'why: finish the step before'
elif [ -z "$folder" ]; then
  echo 'actual: parcel has no /data'
  echo 'why: it was made without the volume; delete it, make it again as in the text, and bind it'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file /root/data-path on the worker'
  echo 'why: the command has to run on the worker, and jq has to find something'
elif [ "$written" = /data ]; then
  echo 'actual: /data'
  echo 'why: that is its name inside the container; the node has it under another'
else
  echo "actual: ${written:0:120}"
  echo 'why: that is another folder; look for the entry whose containerPath is /data'
fi
exit 1
