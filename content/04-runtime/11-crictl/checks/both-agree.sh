# node: worker
set -u
facts=$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase} {.status.containerStatuses[0].containerID}') || exit 2
read -r node phase reported <<<"$facts"
real=$(crictl ps -q --no-trunc --name '^shop$' --state running | head -n 1)
[ -n "$real" ] && [ "${reported#*://}" = "$real" ] && exit 0

echo 'expected: one running container of the Pod shop, the same for kubectl and for crictl'
if [ -z "$node" ]; then
  echo 'actual: there is no Pod shop'
  echo 'why: it was to be looked at, not removed; make a Pod of that name again, on the worker'
else
  echo "actual: kubectl says $phase; crictl says: ${real:-no container of it runs}"
  echo 'why: kubectl repeats what was last reported; ask who reports for the worker, and whether it still does'
fi
exit 1
