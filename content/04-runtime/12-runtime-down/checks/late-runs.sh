# node: worker
set -u
late=$(kubectl get pod late --ignore-not-found -o jsonpath='{.spec.nodeName} {.status.phase}') || exit 2
image=$(timeout 0.5 containerd config dump 2>/dev/null | sed -n "s/^ *sandbox *= *['\"]\(.*\)['\"]$/\1/p" | head -n 1)
[ "$late" = "$KINDLAB_WORKER Running" ] && exit 0

echo 'expected: the Pod late runs on the worker'
if [ -z "${late% *}" ]; then
  echo 'actual: there is no Pod late on the worker'
  echo 'why: the Pod is correct; the fault is on the node'
else
  echo "actual: late is ${late#* }; the configuration of containerd names ${image:-?} for sandboxes"
  echo 'why: each Pod needs the sandbox image first; `crictl images` shows which one the node has, and containerd reads its file when it starts'
fi
exit 1
