# node: worker
set -eu
systemctl disable --now kubelet
# The symptom is on the machine; the API server shows it 50 s later.
for _ in $(seq 30); do
  if ! systemctl is-active --quiet kubelet && ! pgrep -x kubelet >/dev/null; then exit 0; fi
  sleep 1
done
echo 'kubelet has not stopped within 30 s' >&2
exit 1
