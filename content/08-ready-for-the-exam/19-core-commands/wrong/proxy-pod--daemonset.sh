# node: control-plane
# says: only the beginning
echo kube-proxy >/root/answer-2
