# node: worker
set -u
facts=$(kubectl get node "$KINDLAB_WORKER" -o jsonpath='{.status.capacity.memory} {.status.allocatable.memory}') || exit 2
read -r capacity allocatable <<<"$facts"
mebibytes() { echo $(($(numfmt --from=auto "$1") / 1048576)); }
kept=$(($(mebibytes "$capacity") - $(mebibytes "$allocatable")))
# Below each other or in one line, with quotes or without: all of that is YAML.
written=$(sed -n '/^systemReserved:/,/^[^ ]/p' /var/lib/kubelet/config.yaml | sed -nE "s/.*\bmemory[\"']?: *[\"']?([^,\"' }]+).*/\1/p" | head -n 1)
# The threshold of eviction is kept back too: nothing here, 100Mi where it is not set.
if [ "$written" = 256Mi ] && { [ "$kept" = 256 ] || [ "$kept" = 356 ]; }; then exit 0; fi

echo 'expected: systemReserved in config.yaml of the worker keeps back memory: 256Mi, and the API server knows'
echo "actual: config.yaml says ${written:-nothing}; of $capacity of memory ${kept} MiB are kept back"
if ! pgrep -x kubelet >/dev/null; then
  echo 'why: no kubelet runs that could report; `journalctl -u kubelet -n 20` says why'
elif [ "$written" = 256Mi ]; then
  echo 'why: kubelet has read the file before you changed it, or its report is on the way'
else
  echo 'why: below `systemReserved:` at the left margin a line `  memory: 256Mi`; an amount without Mi is in bytes'
fi
exit 1
