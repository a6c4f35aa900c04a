/**
 * Scripts that run in a node before `docker pause` and after `docker unpause`. Time passes for a frozen cluster. After the thaw, some processes
 * would act on old data before they have new data. The controller manager would see old Node leases, and mark the Nodes as lost.
 * A kubelet would find that its container runtime did not answer for 30 s, and report its Node as not ready.
 * A leader that was frozen while it renewed its lease would find that its time limit is over, and end.
 *
 * So these processes are held with SIGSTOP before the freeze, and continue one after the other. The controller manager and the scheduler are held
 * just after each has renewed its lease. After the thaw the kubelets continue first. The node resets their connections to the API server for a moment,
 * so that their first reports fail, and they ask their container runtime. A kubelet then renews its lease within a second, and reports again after ten.
 * The controller manager continues when all kubelets have renewed their leases. It reads a lease again before it marks a Node as lost.
 */

/** After this time the controllers continue in any case: a kubelet that the lesson has stopped renews no lease. */
export const AWAKE_LIMIT_SECONDS = 15

/** Names of processes, as the kernel shortens them. */
const CONTROLLER_MANAGER = 'kube-controller'

/** Clusters of older versions lack the server's own kubeconfig. */
const FUNCTIONS = `[ -r "\${KUBECONFIG-}" ] || export KUBECONFIG=/etc/kubernetes/admin.conf
held=/run/kindlab-held
hold() {
  local pid
  grep -qs " $1\\$" "$held" && return
  for pid in $(pgrep -x "$1"); do echo "$pid $1" >>"$held" && kill -STOP "$pid"; done
}
release() {
  local pid name
  while read -r pid name; do
    if [ "$name" = "$1" ] && [ "$(cat "/proc/$pid/comm")" = "$1" ]; then kill -CONT "$pid"; fi
  done <"$held"
}
`

/** $1: id of the node. */
export const HOLD = `${FUNCTIONS}
exec 2>/dev/null
hold_after_renewal() {
  local lease watch
  exec 3< <(exec timeout 8 kubectl get leases --namespace kube-system --watch-only --no-headers --output custom-columns=NAME:.metadata.name)
  watch=$!
  while read -r lease <&3; do
    case $lease in
      # The component needs a moment to receive the answer. It renews its lease every two seconds.
      kube-controller-manager) sleep 0.2; hold ${CONTROLLER_MANAGER} ;;
      kube-scheduler) sleep 0.2; hold kube-scheduler ;;
    esac
    if grep -qs ${CONTROLLER_MANAGER} "$held" && grep -qs kube-scheduler "$held"; then break; fi
  done
  kill "$watch"
  exec 3<&-
}
if [ "$1" = control-plane ]; then
  hold_after_renewal
  hold ${CONTROLLER_MANAGER}
  hold kube-scheduler
fi
hold kubelet
:`

/** Only connections of the kubelet and new ones are reset: connections of the learner's programs stay. */
const RELEASE_KUBELET = `
exec 2>/dev/null
[ -e "$held" ] || exit 0
readarray -t ports < <(ss -Htnp state established '( dport = :6443 )' | awk '/"kubelet"/ {sub(".*:", "", $3); print $3}')
reset() {
  local match
  for match in --syn "\${ports[@]/#/--source-port=}"; do
    iptables --wait 5 "$1" OUTPUT --protocol tcp --destination-port 6443 "$match" --jump REJECT --reject-with tcp-reset
  done
}
reset --insert
trap 'reset --delete' EXIT
release kubelet
sleep 0.3
# The kubelet has asked the same before, so it has its answer.
timeout 5 crictl info >/dev/null
sleep 0.2
reset --delete
trap - EXIT
`

export const RELEASE_WORKER = `${FUNCTIONS}${RELEASE_KUBELET}
rm "$held"`

/** $1: number of nodes. */
export const RELEASE_CONTROL_PLANE = `${FUNCTIONS}
since=$(date --utc +%Y-%m-%dT%H:%M:%S.%6NZ)
${RELEASE_KUBELET}
release kube-scheduler
declare -A renewed
exec 3< <(exec timeout ${AWAKE_LIMIT_SECONDS} kubectl get leases --namespace kube-node-lease --watch --no-headers \\
  --output custom-columns=NAME:.metadata.name,RENEWED:.spec.renewTime)
watch=$!
while read -r node time <&3; do
  if [[ $time > $since ]]; then renewed[$node]=1; fi
  if [ "\${#renewed[@]}" -ge "$1" ]; then break; fi
done
kill "$watch"
release ${CONTROLLER_MANAGER}
rm "$held"`
