# node: worker
set -u
container=$(crictl ps -q --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running | head -n 1)
greeting=''
[ -n "$container" ] && greeting=$(crictl inspect "$container" | jq -r '.info.config.envs[] | select(.key == "GREETING").value')
files=$(grep -lsE '^ *["'"'"']?name["'"'"']?: *["'"'"']?beacon["'"'"']? *,? *$' /etc/kubernetes/manifests/* | wc -l)
[ "$greeting" = goodbye ] && [ "$files" = 1 ] && exit 0

echo 'expected: the container of beacon has GREETING=goodbye, from the one file that describes it'
if [ "$files" -gt 1 ]; then
  echo "actual: $files files in the directory describe beacon; the container has GREETING=${greeting:-nothing}"
  echo 'why: kubelet reads every file, with any ending; you cannot choose which of them it uses'
elif [ -z "$container" ]; then
  echo 'actual: no container of beacon runs at this moment'
  echo 'why: kubelet ends the old one before it starts the new one; if this lasts long, its journal shows why'
else
  echo "actual: the container has GREETING=$greeting"
  echo 'why: the file still has this value, or kubelet has not made the change yet; kubectl changes the mirror only'
fi
exit 1
