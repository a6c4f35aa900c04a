# node: worker
set -u
kubelet=$(pgrep -x kubelet)
flags=''
[ -n "$kubelet" ] && flags=$(tr '\0' '\n' <"/proc/$kubelet/cmdline" | grep -E '^(-v|--v)(=|$)|^[0-9]+$' | tr '\n' ' ')
case $flags in '--v=4 ' | '-v=4 ' | '--v 4 ' | '-v 4 ') exit 0 ;; esac

echo 'expected: kubelet runs on the worker, with the flag --v=4'
if [ -z "$kubelet" ]; then
  echo 'actual: no kubelet runs'
  echo 'why: if it does not come back within ten seconds, `journalctl -u kubelet` shows why'
elif [ -n "$flags" ]; then
  echo "actual: it runs with $flags"
  echo 'why: if a flag occurs twice, kubelet uses the last one; check /etc/default/kubelet again'
elif grep -qs -e '--v=4' /etc/default/kubelet /var/lib/kubelet/kubeadm-flags.env; then
  echo 'actual: a file has the flag, but the running kubelet does not'
  echo 'why: it is older than the file, or the file does not set KUBELET_EXTRA_ARGS; a process gets its flags at its start only'
else
  echo 'actual: it runs without the flag'
  echo 'why: the file is /etc/default/kubelet on the worker; it does not exist until you create it'
fi
exit 1
