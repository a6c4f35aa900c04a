# node: worker
set -u
active=$(systemctl is-active kubelet)
enabled=$(systemctl is-enabled kubelet)
health=$(curl -s -m 1 http://127.0.0.1:10248/healthz)
[ "$enabled" = enabled ] && [ "$health" = ok ] && exit 0

echo 'expected: kubelet runs on the worker, and systemd would start it with the machine'
echo "actual: the service is $active and $enabled; kubelet says: ${health:-nothing}"
if [[ $active =~ ^(inactive|failed)$ ]]; then
  echo 'why: enabled is about the next start of the machine; you also have to start it now'
elif [ "$enabled" != enabled ]; then
  echo 'why: it runs now, but would be missing after a reboot'
else
  echo 'why: kubelet needs a moment before it answers; if it does not, its journal shows why'
fi
exit 1
