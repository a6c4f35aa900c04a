# node: worker
set -eu
folder=/var/log/pods
kubectl delete pod parcel --ignore-not-found --now
# A small separate file system, as many machines have for logs.
if ! mountpoint -q "$folder"; then
  copy=$(mktemp -d)
  cp -a "$folder/." "$copy"
  mount -t tmpfs -o size=8m,nr_inodes=800 tmpfs "$folder"
  cp -a "$copy/." "$folder" || true
  rm -r "$copy"
fi
# Either no free blocks or no free inodes, a new random choice each time.
rm -rf "$folder/old"
mkdir "$folder/old"
if [ $((RANDOM % 2)) = 0 ]; then
  head -c 16M /dev/zero >"$folder/old/debug.log" 2>/dev/null || true
fi
for i in $(seq 1000); do : >"$folder/old/part-$i.log" || break; done 2>/dev/null
kubectl run parcel --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  uid=$(kubectl get pod parcel -o jsonpath='{.metadata.uid}')
  # Events of an earlier Pod with that name do not count.
  found=$(kubectl get events -o json | jq -r --arg uid "$uid" '.items[] | select(.involvedObject.uid == $uid and (.message | test("no space left"))) | .reason')
  if [ -n "$found" ]; then exit 0; fi
  sleep 1
done
echo 'parcel has started in spite of the fault' >&2
exit 1
