# node: worker
set -eu
folder=$(mktemp -d)
pki=/var/lib/kubelet/pki
from=$(date -ud '-400 days' +%Y%m%d%H%M%SZ)
to=$(date -ud '-35 days' +%Y%m%d%H%M%SZ)
old=$pki/kubelet-client-$(date -ud '-400 days' +%Y-%m-%d-%H-%M-%S).pem
# `openssl x509` cannot issue a certificate of the past; `openssl ca` can.
(
  cd "$folder"
  touch index.txt
  cat >ca.cnf <<'END'
[ca]
default_ca = own
[own]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
[any]
O = optional
CN = supplied
END
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca.key -out ca.crt -subj /CN=kubernetes -days 1
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key -out csr -subj "/O=system:nodes/CN=system:node:$KINDLAB_WORKER"
  openssl ca -batch -notext -config ca.cnf -cert ca.crt -keyfile ca.key -in csr -out crt -startdate "$from" -enddate "$to"
) 2>/dev/null
ls "$pki"/kubelet-client-20* >/dev/null
(umask 077 && cat "$folder/crt" "$folder/key" >"$old")
ln -sfn "$old" "$pki/kubelet-client-current.pem"
rm -r "$folder"
systemctl restart kubelet
# The symptom is what kubectl shows.
for _ in $(seq 120); do
  status=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}')
  if [ "$status" = Unknown ]; then exit 0; fi
  sleep 1
done
echo "Ready has not become Unknown within 120 s" >&2
exit 1
