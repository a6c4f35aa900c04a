# node: control-plane
set -u
facts=$(kubectl get configmap treasure --ignore-not-found -o jsonpath='{.metadata.uid}') || exit 2
known=0
[ -n "$facts" ] && known=$(grep -acF "$facts" /root/etcd-copy/member/snap/db)
ready=$(kubectl get nodes -o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}') || exit 2
[ "$known" -gt 0 ] && [ "$ready" = 'True True' ] && exit 0

echo 'expected: the ConfigMap treasure of the copy exists again, and both nodes are Ready'
if [ -z "$facts" ]; then
  echo 'actual: there is no ConfigMap treasure'
  echo 'why: the API server answers from data in which it was deleted; the copy in /root/etcd-copy is older'
elif [ "$known" = 0 ]; then
  echo 'actual: there is a ConfigMap treasure, and its uid is not in the copy'
  echo 'why: it was created by hand; the task is to restore the data of the copy'
else
  echo "actual: treasure is back; the nodes are Ready: $ready"
  echo 'why: programs that watch the API server wait for revisions that are higher than those of the copy; restart them'
fi
exit 1
