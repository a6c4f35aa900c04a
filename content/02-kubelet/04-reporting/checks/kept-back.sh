# node: worker
set -u
facts=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.capacity.memory} {.status.allocatable.memory}') || exit 2
read -r capacity allocatable <<<"$facts"
mebibytes() { echo $(($(numfmt --from=auto "$1") / 1048576)); }
kept=$(($(mebibytes "$capacity") - $(mebibytes "$allocatable")))
# YAML allows one line or several, with or without quotes.
written=$(sed -n '/^systemReserved:/,/^[^ ]/p' /var/lib/kubelet/config.yaml | sed -nE "s/.*\bmemory[\"']?: *[\"']?([^,\"' }]+).*/\1/p" | head -n 1)
# Kubelet also subtracts the eviction threshold: zero on these nodes, 100Mi by default.
asked=$(numfmt --from=auto "${written:-0}" 2>/dev/null)
if [ "$asked" = 268435456 ] && { [ "$kept" = 256 ] || [ "$kept" = 356 ]; }; then exit 0; fi

echo 'expected: systemReserved in config.yaml of the worker reserves memory: 256Mi, and the API server shows it'
echo "actual: config.yaml says ${written:-nothing}; of $capacity of memory ${kept} MiB are reserved"
if ! pgrep -x kubelet >/dev/null; then
  echo 'why: no kubelet runs that could report; `journalctl -u kubelet -n 20` says why'
elif [ "$asked" = 268435456 ]; then
  echo 'why: kubelet read the file before you changed it, or its report has not arrived yet'
else
  echo 'why: below `systemReserved:` at the left margin a line `  memory: 256Mi`; an amount without a unit is in bytes, and M is not Mi'
fi
exit 1
