# node: worker
# says: that is its name inside the container
echo /data >/root/data-path
