# node: control-plane
set -u
file=/root/mia.crt
subject=$(openssl x509 -in "$file" -noout -subject -nameopt multiline 2>/dev/null)
name=$(sed -n 's/^ *commonName *= //p' <<<"$subject")
group=$(sed -n 's/^ *organizationName *= //p' <<<"$subject")
signed=$(openssl verify -CAfile /etc/kubernetes/pki/ca.crt -purpose sslclient "$file" 2>/dev/null)
of_key=$(openssl pkey -in /root/mia.key -pubout 2>/dev/null)
of_certificate=$(openssl x509 -in "$file" -noout -pubkey 2>/dev/null)
[ "$name/$group" = mia/readers ] && [[ $signed == *OK ]] && [ "$of_key" = "$of_certificate" ] && exit 0

echo 'expected: a client certificate of the cluster for the user mia of the group readers, in /root/mia.crt, with its key in /root/mia.key'
if [ -z "$subject" ]; then
  state=$(kubectl get csr -o json | jq -r '[.items[] | select(.spec.signerName == "kubernetes.io/kube-apiserver-client")] | last | if . == null then "there is no request" elif .status.certificate then "a request is signed" elif .status.conditions then "a request is \(.status.conditions[0].type)" else "a request waits" end')
  echo "actual: /root/mia.crt is no certificate; in the cluster: $state"
  echo 'why: approve the request first; the signed certificate is in its status, base64-encoded'
elif [ "$name/$group" != mia/readers ]; then
  echo "actual: it is for the user ${name:-without a name}, group ${group:-none}"
  echo 'why: the API server uses CN of the subject as the name, and O as the group'
elif [[ $signed != *OK ]]; then
  echo 'actual: it is not signed as a client certificate by the authority of the cluster'
  echo 'why: the signer kubernetes.io/kube-apiserver-client signs certificates for users'
else
  echo 'actual: the certificate does not belong to /root/mia.key'
  echo 'why: a certificate contains the public half of one key; the request was created with another one'
fi
exit 1
