# node: control-plane
# says: approve the request first
set -eu
rm -f /root/mia.crt
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
