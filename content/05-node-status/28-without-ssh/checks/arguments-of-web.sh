# node: control-plane
set -u
written=$(xargs 2>/dev/null </root/web-arguments)
pod=$(kubectl get pod web --ignore-not-found -o json) || exit 2
beside=0
[ -n "$pod" ] && beside=$(jq '[.spec.ephemeralContainers[]? | select(.targetContainerName == "web")] | length' <<<"$pod")
[ "$beside" -ge 1 ] && [ "$written" = '/agnhost netexec --http-port=8080' ] && exit 0

echo 'expected: an ephemeral container in the Pod web that shares its processes, and the arguments of its program in /root/web-arguments'
if [ -z "$pod" ]; then
  echo 'actual: there is no Pod web in the namespace default'
  echo 'why: create it with the command of the text'
elif [ "$beside" = 0 ]; then
  echo 'actual: the Pod web has no ephemeral container that shares the processes of web'
  echo 'why: without a target, it sees only its own processes'
else
  echo "actual: ${written:-there is nothing in that file}"
  echo 'why: the first process of the shared list is that of web; its arguments begin with the program'
fi
exit 1
