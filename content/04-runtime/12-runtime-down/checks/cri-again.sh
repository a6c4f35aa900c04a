# node: worker
set -u
ready=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 2
answer=$(timeout 0.5 crictl version 2>&1)
driver=$(grep -cE '^ *SystemdCgroup *= *true' /etc/containerd/config.toml)
[ "$ready" = True ] && [[ $answer == *RuntimeName* ]] && [ "$driver" -gt 0 ] && exit 0

echo 'expected: crictl gets an answer on the worker, the worker is Ready, and containerd keeps its other settings'
if [ "$driver" = 0 ]; then
  echo 'actual: /etc/containerd/config.toml has no SystemdCgroup = true any more'
  echo 'why: one line was wrong; the others are needed'
elif [[ $answer != *RuntimeName* ]]; then
  echo "actual: crictl gets no answer, and containerd is $(systemctl is-active containerd)"
  echo 'why: a runtime may run and not answer CRI calls; `crictl version` shows this, and its configuration shows why'
else
  echo "actual: crictl gets an answer, Ready is $ready"
  echo 'why: kubelet asks the runtime every few seconds and reports soon after that; wait'
fi
exit 1
