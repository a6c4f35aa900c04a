# node: control-plane
# says: does the target port match the program
set -eu
kubectl delete service shop --ignore-not-found
kubectl create service nodeport shop --tcp=80:80 --node-port=30080
