# node: worker
set -u
reported=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.capacity.pods}') || exit 2
written=$(sed -n 's/^maxPods:[[:space:]]*//p' /var/lib/kubelet/config.yaml | tail -n 1)
[ "$reported" = 40 ] && [ "$written" = 40 ] && exit 0

echo 'expected: maxPods is 40 in config.yaml of the worker, and the API server shows that the worker accepts 40 Pods'
echo "actual: config.yaml says ${written:-nothing}, the API server $reported"
if ! pgrep -x kubelet >/dev/null; then
  echo 'why: no kubelet runs that could report; `journalctl -u kubelet -n 20` shows why'
elif [ "$written" = 40 ]; then
  echo 'why: kubelet read the file before you changed it; it reads the file at its start only'
elif [ "$reported" = 40 ]; then
  echo 'why: another setting than the file has this value, or the file has been changed back'
else
  echo 'why: the line begins at the left margin, and its name is maxPods; a name that kubelet does not know changes nothing'
fi
exit 1
