# node: control-plane
set -eu
kubectl delete csr mia --ignore-not-found
openssl req -newkey rsa:2048 -nodes -keyout /root/mia.key -subj /CN=mia/O=readers -out /root/mia.csr
kubectl apply -f - <<END
apiVersion: certificates.k8s.io/v1
kind: CertificateSigningRequest
metadata:
  name: mia
spec:
  request: $(base64 -w 0 /root/mia.csr)
  signerName: kubernetes.io/kube-apiserver-client
  usages: [client auth]
END
kubectl certificate approve mia
kubectl wait csr/mia --for=jsonpath='{.status.certificate}' --timeout=30s
kubectl get csr mia -o jsonpath='{.status.certificate}' | base64 -d >/root/mia.crt
