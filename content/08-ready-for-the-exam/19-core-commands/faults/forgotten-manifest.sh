# node: worker
set -eu
mkdir -p /etc/kubernetes/manifests
cat >/etc/kubernetes/manifests/legacy.yaml <<END
apiVersion: v1
kind: Pod
metadata:
  name: cache
  namespace: default
spec:
  terminationGracePeriodSeconds: 2
  containers:
    - name: cache
      image: $KINDLAB_WEB_IMAGE
END
# The symptom: kubectl shows it, and it runs.
for _ in $(seq 60); do
  phase=$(kubectl get pod "cache-$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.status.phase}')
  if [ "$phase" = Running ]; then exit 0; fi
  sleep 1
done
echo 'the Pod cache has not appeared within 60 s' >&2
exit 1
