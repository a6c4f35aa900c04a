# node: control-plane
set -eu
kubectl delete pod importer --ignore-not-found --now
kubectl delete configmap importer-settings --ignore-not-found
# One of three values is wrong, a new random choice each time.
settings=(--from-literal=MODE=full --from-literal=BATCH=50 --from-literal=TARGET=ledger)
case $((RANDOM % 3)) in
  0) settings[0]=--from-literal=MODE=fast ;;
  1) settings[1]=--from-literal=BATCH=fifty ;;
  2) unset 'settings[2]' ;;
esac
kubectl create configmap importer-settings "${settings[@]}"
kubectl apply -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: importer
  labels:
    owner: colleague
spec:
  terminationGracePeriodSeconds: 1
  initContainers:
    - name: prepare
      image: localhost/toolbox:1
      command: [sh, -c, 'echo "a folder is ready"']
    - name: check
      image: localhost/toolbox:1
      envFrom:
        - configMapRef:
            name: importer-settings
      command:
        - bash
        - -c
        - |
          case $MODE in full | delta) ;; *) echo "MODE is \"$MODE\"; it has to be full or delta"; exit 2 ;; esac
          [[ $BATCH =~ ^[0-9]+$ ]] || { echo "BATCH is \"$BATCH\"; it has to be a number"; exit 3; }
          [ -n "$TARGET" ] || { echo "TARGET is missing; it has to be a name"; exit 4; }
  containers:
    - name: importer
      image: localhost/web:1
END
# The symptom is what kubectl shows.
for _ in $(seq 60); do
  restarts=$(kubectl get pod importer -o jsonpath='{.status.initContainerStatuses[1].restartCount}')
  if [ "${restarts:-0}" -ge 1 ]; then exit 0; fi
  sleep 1
done
echo 'the init container has not been restarted within 60 s' >&2
exit 1
