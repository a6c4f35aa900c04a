# node: worker
# says: a new container is no new sandbox
set -eu
crictl stop "$(crictl ps -q --label io.kubernetes.pod.name=pair --name '^tools$')"
