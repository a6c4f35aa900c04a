# node: control-plane
set -eu
pods=$(kubectl get pods gold silver bronze --ignore-not-found -o json)
class_of() { jq -r --arg name "$1" '.items[]? | select(.metadata.name == $name) | "\(.status.phase):\(.status.qosClass)"' <<<"$pods"; }
gold=$(class_of gold)
silver=$(class_of silver)
bronze=$(class_of bronze)
[ "$gold $silver $bronze" = 'Running:Guaranteed Running:Burstable Running:BestEffort' ] && exit 0

echo 'expected: three running Pods: gold is Guaranteed, silver is Burstable, bronze is BestEffort'
echo "actual: gold ${gold:-missing}, silver ${silver:-missing}, bronze ${bronze:-missing}"
if [[ $gold == *:Burstable ]]; then
  echo 'why: Guaranteed needs limits for CPU and for memory in every container, and requests that equal them'
else
  echo 'why: the class follows from requests and limits, which are part of the spec of a new Pod'
fi
exit 1
