# node: worker
# says: /etc/crictl.yaml says unix:///var/run/dockershim.sock
crictl --runtime-endpoint unix:///run/containerd/containerd.sock version
