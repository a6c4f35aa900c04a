# node: worker
set -u
shown=$(openssl s_client -connect 127.0.0.1:10250 -CAfile /etc/kubernetes/pki/ca.crt </dev/null 2>&1)
code=''
# Without a certificate openssl reports no error.
if [[ $shown == *'BEGIN CERTIFICATE'* ]]; then code=$(sed -n 's/^ *Verify return code: //p' <<<"$shown" | head -n 1); fi
[ "$code" = '0 (ok)' ] && exit 0

echo 'expected: on port 10250 the kubelet of the worker presents a certificate that the authority of the cluster has signed'
waiting=$(kubectl get csr -o json | jq -r '[.items[] | select(.spec.signerName == "kubernetes.io/kubelet-serving" and .status.conditions == null)] | length') || exit 2
if [ "$waiting" != 0 ]; then
  echo "actual: kubelet has requested one; $waiting requests wait"
  echo 'why: an administrator has to approve requests for serving certificates; no controller does'
elif [ -z "$code" ]; then
  echo 'actual: kubelet presents no certificate'
  echo 'why: kubelet does not run, or its request has no answer yet'
else
  echo "actual: $code"
  echo 'why: kubelet signs its certificate itself, until you change its configuration and restart it'
fi
exit 1
