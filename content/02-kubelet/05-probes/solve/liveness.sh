# node: worker
set -eu
facts=$(kubectl get pod patient --ignore-not-found -o jsonpath='{.spec.containers[0].livenessProbe.periodSeconds},{.metadata.uid}')
IFS=, read -r period uid <<<"$facts"
failed=''
[ -z "$uid" ] || failed=$(kubectl get events --field-selector "involvedObject.uid=$uid,reason=Killing" -o jsonpath='{.items[*].message}')
if [[ $failed == *liveness* ]]; then exit 0; fi
if [ -z "$period" ]; then
  kubectl delete pod patient --ignore-not-found --now
  kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: patient
spec:
  terminationGracePeriodSeconds: 3
  containers:
    - name: patient
      image: localhost/web:1
      livenessProbe:
        httpGet:
          path: /hostname
          port: 8080
        periodSeconds: 2
        failureThreshold: 3
YAML
fi
kubectl wait pod/patient --for=condition=Ready --timeout=60s
kill -STOP "$(crictl inspect "$(crictl ps -q --label io.kubernetes.pod.name=patient --state running)" | jq .info.pid)"
