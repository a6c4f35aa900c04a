# node: control-plane
set -eu
pod=$(kubectl get pod importer --ignore-not-found -o json)
if [ -n "$pod" ]; then
  facts=$(jq -r '"\(.status.phase) \(.metadata.labels.owner // "-") \(.spec.initContainers // [] | length) \(.spec.initContainers[1].envFrom[0].configMapRef.name // "-")"' <<<"$pod")
  [ "$facts" = 'Running colleague 2 importer-settings' ] && exit 0
fi

echo 'expected: the Pod importer with its two init containers, Running'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod importer in the namespace default'
  echo 'why: the task is to repair it, not to remove it; press Break it again'
elif [[ $facts != *' colleague 2 importer-settings' ]]; then
  echo 'actual: there is a Pod importer, and it is not the Pod of your colleague'
  echo 'why: the Pod was right; its settings were not. Press Break it again, and do not change the Pod'
else
  echo "actual: importer is ${facts%% *}"
  echo 'why: an init container ends with an error, and its log shows why; kubelet retries after a longer wait each time'
fi
exit 1
