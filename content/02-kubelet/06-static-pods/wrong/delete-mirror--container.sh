# node: worker
# says: the mirror is older than the container
crictl stop "$(crictl ps -q --name '^beacon$' --state running)"
until [ -n "$(crictl ps -q --name '^beacon$' --state running)" ]; do sleep 0.5; done
