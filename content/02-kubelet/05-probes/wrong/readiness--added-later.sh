# node: worker
# says: you cannot add a probe to an existing Pod
kubectl patch pod right -p '{"spec":{"containers":[{"name":"right","readinessProbe":{"httpGet":{"path":"/hostname","port":8080}}}]}}' || true
