# node: worker
set -eu
mkdir -p /root/exam
openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject -nameopt multiline | sed -n 's/^ *commonName *= //p' >/root/exam/kubelet-user
