# node: control-plane
set -u
pod=$(kubectl get pod printer --ignore-not-found -o json) || exit 2
facts=none
[ -n "$pod" ] && facts=$(jq -r '"\(.status.phase) \([.spec.initContainers[]? | select(.name == "helper" and .restartPolicy == "Always" and (.image | contains("toolbox")))] | length) \([.spec.containers[] | select(.image | contains("web:1"))] | length)"' <<<"$pod")
[ "$facts" = 'Running 1 1' ] && exit 0

echo 'expected: the Pod printer runs, with a sidecar helper before its program'
case $facts in
  none)
    echo 'actual: there is no Pod printer in the namespace default'
    echo 'why: it has not been made yet'
    ;;
  Running*)
    echo 'actual: printer runs, and helper is no container that starts first and stays'
    echo 'why: a container of the Pod starts together with the others; an ordinary init container does not stay'
    ;;
  *)
    echo "actual: printer is ${facts%% *}"
    echo 'why: `k describe pod printer` says which container does not run'
    ;;
esac
exit 1
