# node: control-plane
set -eu
image=$(kubectl get pod till --ignore-not-found -o jsonpath='{.spec.containers[0].image}')
# A wrong answer may have set another program, or removed the Pod.
if [ "${image%:*}" != "${KINDLAB_WEB_IMAGE%:*}" ]; then
  kubectl delete pod till --ignore-not-found --now
  kubectl run till --image="$KINDLAB_WEB_IMAGE"
fi
kubectl set image pod/till "till=$KINDLAB_WEB_IMAGE"
