# node: worker
set -u
# Under another name it would still be the same program.
file=$(grep -lsE "name[\"']?: *[\"']?cache|image[\"']?: *[\"']?$KINDLAB_WEB_IMAGE" /etc/kubernetes/manifests/* | head -n 1)
container=$(crictl ps -q --label "io.kubernetes.pod.name=cache-$KINDLAB_WORKER" --state running)
pod=$(kubectl get pod "cache-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.status.phase}') || exit 2
[ -z "$file$container$pod" ] && exit 0

echo 'expected: no Pod cache on the worker, and no file that would start it again'
if [ -n "$file" ]; then
  echo "actual: $file describes it"
  echo 'why: kubelet runs every file in this directory, with any ending of its name; the object at the API server is only a copy of the Pod'
else
  echo "actual: the file is gone; the API server still shows the Pod: ${pod:-no}; its container still runs: ${container:-no}"
  echo 'why: kubelet reads the directory every few seconds, and gives the container time to end'
fi
exit 1
