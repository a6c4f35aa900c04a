# node: worker
# says: a kubelet that finds its record keeps it
systemctl restart kubelet
# Kubelet registers some seconds after its start: it creates a record again that is deleted before that.
invocation=$(systemctl show -p InvocationID --value kubelet)
for _ in $(seq 60); do
  if journalctl "_SYSTEMD_INVOCATION_ID=$invocation" --no-pager -o cat | grep -q 'Successfully registered node'; then exit 0; fi
  sleep 0.5
done
echo 'kubelet has not registered within 30 s' >&2
exit 1
