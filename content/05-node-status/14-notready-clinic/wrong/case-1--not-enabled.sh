# node: worker
# says: systemd would not start it with the machine
systemctl start kubelet
