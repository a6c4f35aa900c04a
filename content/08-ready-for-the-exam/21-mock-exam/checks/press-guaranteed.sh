# node: control-plane
set -u
pods=$(kubectl get pods -l app=press -o json) || exit 2
classes=$(jq -r '[.items[] | select(.metadata.deletionTimestamp == null) | "\(.status.phase) \(.status.qosClass)"] | unique | join(", ")' <<<"$pods")
limits=$(kubectl get deployment press --ignore-not-found -o json | jq -r '.spec.template.spec.containers[0].resources.limits | "\(.cpu) \(.memory)"') || exit 2
[ "$classes" = 'Running Guaranteed' ] && [ "$limits" = '50m 64Mi' ] && exit 0

echo 'expected: the Pods of press run, have the class Guaranteed, 50m of CPU and 64Mi of memory'
echo "actual: its Pods: ${classes:-none}; the limits of the Deployment: ${limits:-none}"
echo 'why: that class needs limits for both, and requests that equal them, in the template of the Deployment'
exit 1
