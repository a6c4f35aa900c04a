# node: control-plane
# says: which is a sandbox
set -eu
crictl pods -q --name '^kube-apiserver-' >/root/answer-4
