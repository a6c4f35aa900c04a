# node: worker
# says: a Pod that exists cannot be given one
kubectl patch pod right -p '{"spec":{"containers":[{"name":"right","readinessProbe":{"httpGet":{"path":"/hostname","port":8080}}}]}}' || true
