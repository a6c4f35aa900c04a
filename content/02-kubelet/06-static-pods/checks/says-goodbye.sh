# node: worker
set -u
container=$(crictl ps -q --name '^beacon$' --label "io.kubernetes.pod.name=beacon-$KINDLAB_WORKER" --state running | head -n 1)
greeting=''
[ -n "$container" ] && greeting=$(crictl inspect "$container" | jq -r '.info.config.envs[] | select(.key == "GREETING").value')
files=$(grep -ls 'name: beacon$' /etc/kubernetes/manifests/* | wc -l)
[ "$greeting" = goodbye ] && [ "$files" = 1 ] && exit 0

echo 'expected: the container of beacon has GREETING=goodbye, from the one file that describes it'
if [ "$files" -gt 1 ]; then
  echo "actual: $files files in the folder describe beacon; the container says ${greeting:-nothing}"
  echo 'why: kubelet reads every file, whatever its ending; which of them wins is not for you to choose'
elif [ -z "$container" ]; then
  echo 'actual: no container of beacon runs at this moment'
  echo 'why: kubelet ends the old one before it starts the new; if it lasts, its journal says why'
else
  echo "actual: the container has GREETING=$greeting"
  echo 'why: the file still says so, or kubelet is about to make the change; kubectl changes the mirror only'
fi
exit 1
