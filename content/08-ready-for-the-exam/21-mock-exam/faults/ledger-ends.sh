# node: control-plane
set -eu
mkdir -p /root/exam
rm -f /root/exam/ledger
kubectl delete pod ledger --ignore-not-found --now
kubectl run ledger --image="$KINDLAB_TOOLBOX_IMAGE" --restart=Never --env="PAGE=$RANDOM" \
  --overrides='{"spec":{"nodeName":"'"$KINDLAB_WORKER"'"}}' \
  --command -- sh -c 'echo "opening the book"; echo "page $PAGE is missing"; exit 3'
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  if [ "$(kubectl get pod ledger -o jsonpath='{.status.phase}')" = Failed ]; then exit 0; fi
  sleep 1
done
echo 'the Pod ledger has not failed within 60 s' >&2
exit 1
