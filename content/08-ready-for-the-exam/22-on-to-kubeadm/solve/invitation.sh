# node: control-plane
kubeadm token create --print-join-command
