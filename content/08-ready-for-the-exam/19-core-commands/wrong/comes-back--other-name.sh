# node: worker
# says: describes it
sed -i 's/name: cache$/name: cache-two/' /etc/kubernetes/manifests/legacy.yaml*
