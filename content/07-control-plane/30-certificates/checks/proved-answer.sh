# node: control-plane
set -u
error=$(curl -sS -m 0.8 -o /dev/null --cacert /etc/kubernetes/pki/ca.crt "https://$KINDLAB_CONTROL_PLANE:6443/livez" 2>&1)
names=$(openssl x509 -in /etc/kubernetes/pki/apiserver.crt -noout -checkhost kubernetes.default.svc)
skips=$(grep -c 'insecure-skip-tls-verify: *true' /etc/kubernetes/admin.conf)
[ -z "$error" ] && [[ $names != *NOT* ]] && [ "$skips" = 0 ] && exit 0

echo 'expected: the API server presents a valid certificate with all its names, and kubectl verifies it'
if [ "$skips" != 0 ]; then
  echo 'actual: kubectl does not verify the certificate any more'
  echo 'why: with insecure-skip-tls-verify it would trust any machine; the other parts of the cluster still refuse'
elif [ -n "$error" ]; then
  echo "actual: ${error:0:160}"
  echo 'why: the certificate of the API server is not valid, or the API server is just starting; it reads a new file after some seconds'
else
  echo 'actual: the certificate is valid, but lacks the name kubernetes.default.svc'
  echo 'why: Pods call the API server by that name; kubeadm copies the names of the old certificate'
fi
exit 1
