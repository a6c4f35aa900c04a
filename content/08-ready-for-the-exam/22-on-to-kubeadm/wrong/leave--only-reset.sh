# node: worker
# says: a machine does not delete its own Node
kubeadm reset --force
