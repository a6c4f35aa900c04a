# node: control-plane
set -eu
kubectl create configmap importer-settings --from-literal=MODE=full --from-literal=BATCH=50 --from-literal=TARGET=ledger --dry-run=client -o yaml | kubectl apply -f -
# The same Pod once more: the learner need not wait for the next attempt.
kubectl delete pod importer --ignore-not-found --now
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
kubectl wait pod/importer --for=condition=Ready --timeout=60s
