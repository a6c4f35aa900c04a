# node: worker
set -u
current=/var/lib/kubelet/pki/kubelet-client-current.pem
subject=$(openssl x509 -in "$current" -noout -subject -checkend 0 2>/dev/null)
ready=$(kubectl get node "$KINDLAB_WORKER" --ignore-not-found -o jsonpath='{.status.conditions[?(@.type=="Ready")].status}') || exit 2
if [[ $subject == *"system:node:$KINDLAB_WORKER"* ]] && [ "$ready" = True ]; then exit 0; fi

echo "expected: the worker is Ready, and its kubelet has a valid certificate for system:node:$KINDLAB_WORKER"
if [ -n "$subject" ]; then
  echo "actual: the certificate is there, and Ready is ${ready:-not reported}"
  echo 'why: wait a moment; if nothing changes, the journal of kubelet shows why'
elif [ ! -e /etc/kubernetes/bootstrap-kubelet.conf ]; then
  echo "actual: Ready is $ready; kubelet has neither a certificate nor a token to request one"
  echo 'why: its last error names the missing file, /etc/kubernetes/bootstrap-kubelet.conf'
else
  echo "actual: Ready is $ready; /etc/kubernetes/bootstrap-kubelet.conf exists, but kubelet has got no certificate with it"
  echo 'why: the journal shows the answer of the API server; Unauthorized means a token that it does not know'
fi
exit 1
