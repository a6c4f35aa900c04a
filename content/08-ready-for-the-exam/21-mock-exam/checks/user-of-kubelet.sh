# node: worker
set -u
written=$(xargs 2>/dev/null </root/exam/kubelet-user)
user=$(openssl x509 -in /var/lib/kubelet/pki/kubelet-client-current.pem -noout -subject -nameopt multiline | sed -n 's/^ *commonName *= //p')
[ -n "$user" ] && [ "$written" = "$user" ] && exit 0

echo 'expected: the name of the user that the kubelet of the worker is, in /root/exam/kubelet-user on the worker'
echo "actual: ${written:-there is nothing in that file}"
echo 'why: the name is CN in the client certificate of kubelet, with all its parts'
exit 1
