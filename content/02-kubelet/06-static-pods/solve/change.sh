# node: worker
set -eu
file=/etc/kubernetes/manifests/beacon.yaml
find /etc/kubernetes/manifests -name 'beacon*' ! -name beacon.yaml -delete
sed -i '/name: GREETING/{n;s/value: .*/value: goodbye/}' "$file"
