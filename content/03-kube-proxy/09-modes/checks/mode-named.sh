# node: worker
set -u
mode=$(curl -s -m 2 http://127.0.0.1:10249/proxyMode)
written=$(tr -d '[:space:]' 2>/dev/null </root/mode)
[ -n "$mode" ] && [ "$written" = "$mode" ] && exit 0

echo 'expected: the mode in which kube-proxy works on the worker, in /root/mode there'
if [ -z "$mode" ]; then
  echo 'actual: kube-proxy does not answer on the worker'
  echo 'why: `kubectl get pods -n kube-system -l k8s-app=kube-proxy -o wide` shows its state'
elif [ -z "$written" ]; then
  echo 'actual: there is nothing in the file'
  echo 'why: the command has to run on the worker'
else
  echo "actual: ${written:0:60}"
  echo 'why: a section of the configuration with the name of a mode does not mean that this mode is in use; ask the running kube-proxy'
fi
exit 1
