# node: control-plane
set -u
file=/root/backup.db
size=$(stat -c %s "$file" 2>/dev/null || echo 0)
uid=$(kubectl get configmap note --ignore-not-found -o jsonpath='{.metadata.uid}') || exit 2
has_note=0
[ -n "$uid" ] && has_note=$(grep -acF "$uid" "$file" 2>/dev/null)
# A snapshot has a checksum of 32 bytes after the pages of the database.
[ "$size" -gt 0 ] && [ $((size % 512)) = 32 ] && [ "${has_note:-0}" -gt 0 ] && exit 0

echo 'expected: a snapshot of etcd with the ConfigMap note, in /root/backup.db on the control-plane node'
if [ "$size" = 0 ]; then
  echo 'actual: there is no such file, or it is empty'
  echo 'why: etcdctl writes the file on its own machine; without certificates it writes nothing'
elif [ $((size % 512)) != 32 ]; then
  echo 'actual: the file has no checksum at its end'
  echo 'why: it is no snapshot; a copy of a database in use can be half old and half new'
else
  echo 'actual: the snapshot does not contain the ConfigMap note'
  echo 'why: it is older than note, or note was deleted; a snapshot contains the objects of one moment'
fi
exit 1
