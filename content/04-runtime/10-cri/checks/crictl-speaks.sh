# node: worker
set -u
answer=$(timeout 0.7 crictl version 2>&1) && [[ $answer == *RuntimeName* ]] && exit 0

written=$(sed -n 's/^runtime-endpoint: *//p' /etc/crictl.yaml 2>/dev/null | tr -d '"')
echo 'expected: `crictl version` is answered on the worker, with no flag'
echo "actual: it is not; /etc/crictl.yaml says ${written:-nothing}"
if [ "$(systemctl is-active containerd)" != active ]; then
  echo 'why: now the runtime does not run either; `systemctl start containerd`'
elif [ -S "${written#unix://}" ]; then
  echo 'why: the socket is there; is it the one on which the runtime listens?'
else
  echo 'why: the runtime is well, and crictl asks at a door that does not exist; kubelet knows the right one'
fi
exit 1
