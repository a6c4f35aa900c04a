# node: worker
set -u
file=$(grep -ls '^ *name: *cache *$' /etc/kubernetes/manifests/* | head -n 1)
container=$(crictl ps -q --name '^cache$' --state running)
pod=$(kubectl get pod "cache-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.status.phase}') || exit 2
[ -z "$file$container$pod" ] && exit 0

echo 'expected: no Pod cache on the worker, and nothing that would bring it back'
if [ -n "$file" ]; then
  echo "actual: $file describes it"
  echo 'why: kubelet runs whatever lies in this folder, whatever its name ends in; what is deleted at the API server is only a picture of it'
else
  echo "actual: the file is gone; the API server still shows the Pod: ${pod:-no}; its container still runs: ${container:-no}"
  echo 'why: kubelet looks into the folder every few seconds, and gives the container time to end'
fi
exit 1
