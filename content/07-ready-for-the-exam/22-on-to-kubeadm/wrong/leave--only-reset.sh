# node: worker
# says: a machine cannot sign off
kubeadm reset --force
