# node: control-plane
# says: SchedulingGated
set -eu
kubectl delete pod stuck --ignore-not-found --now
kubectl run stuck --image=localhost/web:1 --overrides='{"spec":{"schedulingGates":[{"name":"example.com/wait"}]}}'
