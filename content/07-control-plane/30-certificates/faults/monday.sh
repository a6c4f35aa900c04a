# node: control-plane
set -eu
pki=/etc/kubernetes/pki
folder=$(mktemp -d)
names=$(openssl x509 -in "$pki/apiserver.crt" -noout -ext subjectAltName | tail -n 1 | sed 's/ //g; s/IPAddress:/IP:/g')
# `openssl x509` cannot issue a certificate of the past; `openssl ca` can. It expired some days ago, a random number.
ended=$((RANDOM % 5 + 2))
(
  cd "$folder"
  touch index.txt
  cat >ca.cnf <<END
[ca]
default_ca = own
[own]
database = index.txt
rand_serial = yes
new_certs_dir = .
default_md = sha256
policy = any
x509_extensions = server
[any]
CN = supplied
[server]
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = serverAuth
authorityKeyIdentifier = keyid
subjectAltName = $names
END
  openssl req -new -key "$pki/apiserver.key" -subj /CN=kube-apiserver -out csr
  openssl ca -batch -notext -config ca.cnf -cert "$pki/ca.crt" -keyfile "$pki/ca.key" -in csr -out crt \
    -startdate "$(date -ud '-370 days' +%Y%m%d%H%M%SZ)" -enddate "$(date -ud "-$ended days" +%Y%m%d%H%M%SZ)"
) 2>/dev/null
cp "$folder/crt" "$pki/apiserver.crt"
rm -r "$folder"
# The symptom is the message of kubectl.
for _ in $(seq 120); do
  if kubectl get --raw /readyz 2>&1 | grep -q 'certificate has expired'; then exit 0; fi
  sleep 1
done
echo 'kubectl still connects to the API server after 120 s' >&2
exit 1
