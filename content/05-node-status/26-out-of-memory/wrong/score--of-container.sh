# node: worker
# says: the sandbox has its own process
set -eu
cat "/proc/$(crictl inspect "$(crictl ps -q --name '^bronze$')" | jq .info.pid)/oom_score_adj" >/root/pause-score
