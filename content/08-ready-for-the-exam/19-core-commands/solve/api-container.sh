# node: control-plane
set -eu
crictl ps -q --name '^kube-apiserver$' --state running >/root/answer-4
