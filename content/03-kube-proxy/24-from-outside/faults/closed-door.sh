# node: control-plane
set -eu
kubectl delete service kiosk --ignore-not-found
kubectl get deployment kiosk >/dev/null 2>&1 || kubectl create deployment kiosk --image="$KINDLAB_WEB_IMAGE"
kubectl scale deployment kiosk --replicas=1
kubectl rollout status deployment kiosk --timeout=90s
selector=kiosk
target=8080
port=30090
# One of three causes, a new random choice each time.
case $((RANDOM % 3)) in
  0) selector=kiosks ;;
  1) target=8088 ;;
  2) port=30091 ;;
esac
kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata:
  name: kiosk
spec:
  type: NodePort
  selector:
    app: $selector
  ports:
    - port: 80
      targetPort: $target
      nodePort: $port
END
sleep 3
