# node: control-plane
set -u
pods=$(kubectl get pods -o json) || exit 2
facts=$(jq -r '.items[] | select(.metadata.name | IN("caller", "near", "far")) | "\(.metadata.name) \(.spec.nodeName // "none") \(.status.podIP // "none")"' <<<"$pods")
node_of() { sed -nE "s/^$1 ([^ ]+) .*/\1/p" <<<"$facts"; }
addresses=$(grep -v ' none$' <<<"$facts" | grep -oE '[^ ]+$' | sort -u | grep -c .)
[ "$(node_of caller)" = "$KINDLAB_WORKER" ] && [ "$(node_of near)" = "$KINDLAB_WORKER" ] \
  && [ "$(node_of far)" = "$KINDLAB_CONTROL_PLANE" ] && [ "$addresses" = 3 ] && exit 0

echo "expected: caller and near on $KINDLAB_WORKER, far on $KINDLAB_CONTROL_PLANE, three different addresses"
if [ -z "$facts" ]; then
  echo 'actual: none of the three Pods exists'
  echo 'why: create them with the commands of the text'
else
  echo "actual: $(paste -sd ';' <<<"$facts" | sed 's/;/; /g')"
  if [ "$(node_of far)" = "$KINDLAB_WORKER" ]; then
    echo 'why: far is on the worker, because the scheduler placed it; delete it and name the node yourself'
  elif [ "$addresses" -lt 3 ] && grep -q "^far" <<<"$facts" && grep -q "^near" <<<"$facts" && grep -q "^caller" <<<"$facts"; then
    echo 'why: a Pod gets its address with its network; and with hostNetwork it has no own address'
  else
    echo 'why: one of them is missing, or on the other node'
  fi
fi
exit 1
