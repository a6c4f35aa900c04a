# node: control-plane
set -eu
sed -i 's|^    - --secure-port|   - --secure-port|' /etc/kubernetes/manifests/kube-apiserver.yaml
# The symptom: there is no container. The running one gets up to 30 s to end.
for _ in $(seq 150); do
  if ! curl -sk -m 1 https://127.0.0.1:6443/readyz >/dev/null && [ -z "$(crictl ps -a -q --name '^kube-apiserver$')" ]; then exit 0; fi
  sleep 1
done
echo 'the API server has not gone within 150 s' >&2
exit 1
