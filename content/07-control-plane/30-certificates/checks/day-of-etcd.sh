# node: control-plane
set -u
written=$(tr -d '[:space:]' 2>/dev/null </root/etcd-end)
day_of() { date -u -d "$(openssl x509 -in "/etc/kubernetes/pki/$1" -noout -enddate | cut -d= -f2)" +%F; }
right=$(day_of etcd/server.crt)
[ "$written" = "$right" ] && exit 0

echo 'expected: the day on which the serving certificate of etcd expires, in /root/etcd-end, like 2027-03-01'
echo "actual: ${written:-there is nothing in that file}"
if [ "$written" = "$(day_of etcd/ca.crt)" ]; then
  echo 'why: on that day the authority of etcd expires; it is valid for ten years'
elif date -d "${written:-x}" >/dev/null 2>&1; then
  echo 'why: that is another day; read the field notAfter of the certificate that etcd presents'
else
  echo 'why: the file must hold one day, as year, month and day'
fi
exit 1
