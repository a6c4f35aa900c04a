# node: worker
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/pause-score)
sandbox=$(crictl pods -q --no-trunc --label io.kubernetes.pod.name=bronze --label io.kubernetes.pod.namespace=default --state ready | head -n 1)
score=''
# containerd writes the process ID into a file beside the sandbox description; a second call of crictl would be slow.
if [ -n "$sandbox" ]; then score=$(cat "/proc/$(cat /run/containerd/io.containerd.runtime.v2.task/k8s.io/"$sandbox"*/init.pid)/oom_score_adj"); fi
[ -n "$score" ] && [ "$written" = "$score" ] && exit 0

echo 'expected: the oom_score_adj of the pause process of bronze, in /root/pause-score on the worker'
if [ -z "$sandbox" ]; then
  echo 'actual: no Pod bronze runs on this node'
  echo 'why: this step needs it; create it as in the previous step'
else
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: the sandbox has its own process; crictl shows it with another command than those of the containers'
fi
exit 1
