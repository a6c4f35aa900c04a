# node: worker
set -eu
if [ "$(kubectl get pod late --ignore-not-found -o jsonpath='{.spec.containers[0].image}')" != localhost/web:2 ]; then
  kubectl delete pod late --ignore-not-found --now
  kubectl run late --image=localhost/web:2 --image-pull-policy=Never
fi
ctr -n k8s.io images tag --force localhost/web:1 localhost/web:2
