# node: control-plane
set -eu
mkdir -p /root/exam
rm -f /root/exam/free-nodes
kubectl taint node "$KINDLAB_WORKER" shift=night:NoSchedule --overwrite
# Another answer from time to time.
if [ $((RANDOM % 2)) = 0 ]; then kubectl taint node "$KINDLAB_WORKER" shift-; fi
