# node: worker
set -u
facts=$(kubectl get pod shop --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase} {.status.containerStatuses[0].containerID}') || exit 2
read -r node phase reported <<<"$facts"
real=$(crictl ps -q --no-trunc --label io.kubernetes.pod.name=shop --label io.kubernetes.pod.namespace=default --state running | head -n 1)
enabled=$(systemctl is-enabled kubelet)
[ -n "$real" ] && [ "${reported#*://}" = "$real" ] && [ "$enabled" = enabled ] && exit 0

echo 'expected: one running container of the Pod shop, the same for kubectl and for crictl, also after a reboot'
if [ -z "$node" ]; then
  echo 'actual: there is no Pod shop'
  echo 'why: the task is not to remove it; create a Pod of that name again, on the worker'
elif [ -n "$real" ] && [ "${reported#*://}" = "$real" ]; then
  echo "actual: the two agree; the service kubelet is $enabled"
  echo 'why: it runs now, but systemd would not start it with the machine'
else
  echo "actual: kubectl says $phase; crictl says: ${real:-no container of it runs}"
  echo 'why: kubectl shows the last report; find the program that reports for the worker, and check whether it runs'
fi
exit 1
