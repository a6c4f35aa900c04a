# node: worker
set -u
health=$(curl -s -m 1 http://127.0.0.1:10248/healthz)
[ "$health" = ok ] && exit 0

echo 'expected: kubelet runs on the worker and answers on its health port'
if [ "$(systemctl is-active kubelet)" = inactive ]; then
  echo 'actual: kubelet is stopped'
  echo 'why: systemd restarts a service after its process ends, but not after `systemctl stop`'
else
  reason=$(journalctl -u kubelet -o cat --no-pager -n 200 | grep 'command failed' | tail -n 1 | grep -o 'error failed to decode.*' | tr -d '\\')
  echo "actual: kubelet does not stay; its last error: ${reason:-not written yet}"
  echo 'why: it reads its configuration at its start, and ends if it cannot read a value; a duration is a number and a unit without a blank, such as 90s or 5m'
fi
exit 1
