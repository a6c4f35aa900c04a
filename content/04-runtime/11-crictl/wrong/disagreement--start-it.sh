# node: worker
# says: no container of it runs
crictl start "$(crictl ps -a -q --name '^shop$' | head -n 1)" || true
