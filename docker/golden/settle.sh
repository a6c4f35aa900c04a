#!/bin/bash
# Brings a ready cluster to a rest from which it can be started again and again: settle.sh <step>. The steps come in the order in which they are written
# below, each on all nodes or on the control plane, before the next begins.
set -euo pipefail
export KUBECONFIG=/etc/kubernetes/admin.conf
kept=/var/lib/golden

# Two seconds, which crictl gives the runtime of itself, are too few while other clusters start.
runtime() { crictl --timeout 60s "$@"; }

# wait_for <what> <command>...
wait_for() {
  local what=$1
  shift
  for _ in {1..450}; do
    if "$@"; then return; fi
    sleep 0.2
  done
  echo "$what: not within 90 s" >&2
  exit 1
}

# On the control plane, while the kubelets run. A kubelet that has just started asks for the first time after up to a whole period whether a container is
# ready, and CoreDNS' is 10 s: names would have no answer for that long.
quicken_dns() {
  local dns=(kubectl --namespace kube-system) before
  mapfile -t before < <("${dns[@]}" get pods --selector k8s-app=kube-dns --output name)
  "${dns[@]}" patch deployment coredns --patch '{"spec": {"template": {"spec": {"containers": [{"name": "coredns", "readinessProbe": {"periodSeconds": 1}}]}}}}' >/dev/null
  "${dns[@]}" rollout status deployment/coredns --timeout=90s >/dev/null
  "${dns[@]}" wait "${before[@]}" --for=delete --timeout=90s >/dev/null
  # What the Deployment was before is nobody's to go back to.
  "${dns[@]}" get replicasets --selector k8s-app=kube-dns --output 'jsonpath={range .items[?(@.spec.replicas==0)]}{.metadata.name}{"\n"}{end}' |
    xargs -r "${dns[@]}" delete replicasets >/dev/null
}

# On all nodes. Containers run on: who deletes a Pod now gets a new one that nobody starts.
stop_kubelet() { systemctl stop kubelet; }

are_pods_waiting() {
  local waiting
  # Of the DaemonSets on each node, and of CoreDNS.
  waiting=$(kubectl get pods --all-namespaces --field-selector=status.phase=Pending --output 'jsonpath={range .items[*]}{.spec.nodeName}{"\n"}{end}')
  [ "$(grep -c . <<<"$waiting")" -eq "$expected" ] && [ "$(kubectl get pods --all-namespaces --output name | wc -l)" -eq "$expected" ]
}

# On the control plane. Pods as the scheduler has just placed them: their restarts are counted from zero in every clone.
renew_pods() {
  expected=$(kubectl get pods --all-namespaces --output 'jsonpath={range .items[*]}{.metadata.ownerReferences[0].kind}{"\n"}{end}' | grep -cv '^Node$')
  kubectl delete pods --all --all-namespaces --force --grace-period=0 >/dev/null 2>&1
  wait_for "$expected Pods made anew and placed" are_pods_waiting
}

# Rules to Pods that are no more would swallow the first packets of a clone; without them they are refused, and asked again.
has_only_api_rules() {
  iptables-save -t nat >/tmp/nat-rules
  grep -q 'KUBE-SEP.*default/kubernetes:https' /tmp/nat-rules && ! grep -q 'KUBE-SEP.*kube-system/' /tmp/nat-rules
}

# On all nodes. kube-proxy writes its rules some seconds after the first Pods want to use them: CoreDNS would wait half a minute for the first try to end.
save_rules() {
  mkdir -p "$kept"
  wait_for 'kube-proxy removed the rules to Pods that are no more' has_only_api_rules
  # Accounting objects that a rule may name are not among what is saved.
  iptables-save | grep -E '^[*]|^COMMIT|^:KUBE-|^-A KUBE-|-j KUBE-' | grep -v nfacct >"$kept/rules"
}

stop_container() { runtime ps --quiet --name "$1" | xargs -r crictl --timeout 60s stop --timeout "$2" >/dev/null; }

in_etcd() {
  local pki=/etc/kubernetes/pki/etcd
  runtime exec "$(runtime ps --quiet --name etcd)" etcdctl --endpoints=https://127.0.0.1:2379 --cacert="$pki/ca.crt" --cert="$pki/server.crt" --key="$pki/server.key" "$@"
}

# On the control plane: close_cluster <canary as JSON>. Leases would hold up the next leaders, events tell of another cluster. The canary is left for the
# scheduler of each clone to find.
close_cluster() {
  local revision namespace
  namespace=$(jq -r .metadata.namespace <<<"$1")
  # The canary of this cluster may still be going.
  kubectl wait "namespace/$namespace" --for=delete --timeout=90s >/dev/null 2>&1
  kubectl create namespace "$namespace" >/dev/null
  kubectl wait serviceaccount/default --namespace "$namespace" --for=create --timeout=90s >/dev/null
  stop_container kube-controller-manager 1
  stop_container kube-scheduler 1
  kubectl create --filename - <<<"$1" >/dev/null
  kubectl delete leases --all --all-namespaces >/dev/null
  kubectl delete events --all --all-namespaces >/dev/null
  stop_container kube-apiserver 2
  revision=$(in_etcd endpoint status --write-out=json | sed 's/.*"revision":\([0-9]*\).*/\1/')
  in_etcd compact "$revision" >/dev/null
  in_etcd defrag >/dev/null
  stop_container etcd 30
}

# On all nodes. What the installation wrote outside of the volume goes along on it.
close_node() {
  local path paths=()
  runtime rmp --force --all >/dev/null 2>&1 || runtime rmp --force --all >/dev/null
  systemctl stop containerd
  for path in /etc/kubernetes /etc/cni /kind/kubeadm.conf /root/.kube; do [ ! -e "$path" ] || paths+=("${path#/}"); done
  tar -C / -cf "$kept/etc.tar" "${paths[@]}"
  printf '%s\t%s\n' "$(ip -4 -o address show dev eth0 scope global | awk '{sub("/.*", "", $4); print $4; exit}')" "$(hostname)" >"$kept/hosts"
  findmnt --raw --noheadings --output TARGET | grep '^/var/lib/kubelet/pods/' | xargs -r umount
  rm -rf /var/lib/cni /var/lib/kubelet/pods/* /var/log/{pods,containers,journal}/* /var/lib/containerd/io.containerd.grpc.v1.cri/* \
    /var/lib/containerd/io.containerd.runtime.v2.task/* /var/lib/containerd/tmpmounts/*
  find /var/lib/kubelet -type s -delete
}

"$@"
