# node: worker
set -u
# A check has its own configuration of crictl; this check tests that of the learner.
answer=$(timeout 0.7 env -u CRI_CONFIG_FILE crictl version 2>&1) && [[ $answer == *RuntimeName* ]] && exit 0

written=$(sed -n 's/^runtime-endpoint: *//p' /etc/crictl.yaml 2>/dev/null | tr -d '"')
echo 'expected: `crictl version` gets an answer on the worker, with no flag'
echo "actual: it gets none; /etc/crictl.yaml says ${written:-nothing}"
if [ "$(systemctl is-active containerd)" != active ]; then
  echo 'why: now the runtime does not run either; `systemctl start containerd`'
elif [ -S "${written#unix://}" ]; then
  echo 'why: the socket exists; is it the one on which the runtime listens?'
else
  echo 'why: the runtime works, and crictl uses a socket that does not exist; kubelet has the right one'
fi
exit 1
