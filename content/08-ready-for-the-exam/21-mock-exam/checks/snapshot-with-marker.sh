# node: control-plane
set -u
file=/root/exam/etcd.db
uid=$(kubectl get configmap marker --ignore-not-found -o jsonpath='{.metadata.uid}') || exit 2
size=$(stat -c %s "$file" 2>/dev/null || echo 0)
# A snapshot has a checksum of 32 bytes behind the pages of the database.
known=0
[ -n "$uid" ] && known=$(grep -acF "$uid" "$file" 2>/dev/null)
[ $((size % 512)) = 32 ] && [ "${known:-0}" -gt 0 ] && exit 0

echo 'expected: a snapshot of etcd as it is now, in /root/exam/etcd.db on the control-plane node'
if [ "$size" = 0 ]; then
  echo 'actual: there is no such file, or it is empty'
  echo 'why: etcdctl needs the endpoint and three files; the manifest of etcd names them'
elif [ $((size % 512)) != 32 ]; then
  echo 'actual: the file is no snapshot'
  echo 'why: a copy of a database in use can be half old and half new'
else
  echo 'actual: the snapshot lacks the ConfigMap marker'
  echo 'why: it is older than this task'
fi
exit 1
