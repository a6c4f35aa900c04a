# node: worker
set -eu
printf 'runtime-endpoint: unix:///var/run/dockershim.sock\n' >/etc/crictl.yaml
# The symptom is a crictl that cannot connect.
for _ in $(seq 20); do
  if ! timeout 5 crictl --config /etc/crictl.yaml version >/dev/null 2>&1; then exit 0; fi
  sleep 0.5
done
echo 'crictl still gets an answer after 10 s' >&2
exit 1
