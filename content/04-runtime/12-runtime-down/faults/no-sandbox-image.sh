# node: worker
set -eu
sed -i -E 's|(registry\.k8s\.io/pause:)[0-9.]+|\13.99|' /etc/containerd/config.toml
systemctl restart containerd
kubectl delete pod late --ignore-not-found --now
kubectl run late --image="$KINDLAB_WEB_IMAGE" --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}'
# The symptom is the event of kubelet about this Pod.
for _ in $(seq 60); do
  events=$(kubectl get events --field-selector involvedObject.name=late,reason=FailedCreatePodSandBox -o name)
  if [ -n "$events" ]; then exit 0; fi
  sleep 1
done
echo 'kubelet has not reported a failure of late within 60 s' >&2
exit 1
