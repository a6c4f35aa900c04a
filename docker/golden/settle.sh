#!/bin/bash
# Stops a ready cluster in a state from which clones can start: settle.sh <step>. The steps run in the order of this file. Each step ends on all its
# nodes before the next one starts.
set -euo pipefail
export KUBECONFIG=/etc/kubernetes/admin.conf
kept=/var/lib/golden

# The default timeout of crictl, 2 s, is too short while other clusters boot.
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

# On the control plane, while the kubelets run. A kubelet sends the first readiness probe up to one period after its start. CoreDNS has a period of
# 10 s, and DNS would not answer for that long.
quicken_dns() {
  local dns=(kubectl --namespace kube-system) before
  mapfile -t before < <("${dns[@]}" get pods --selector k8s-app=kube-dns --output name)
  "${dns[@]}" patch deployment coredns --patch '{"spec": {"template": {"spec": {"containers": [{"name": "coredns", "readinessProbe": {"periodSeconds": 1}}]}}}}' >/dev/null
  "${dns[@]}" rollout status deployment/coredns --timeout=90s >/dev/null
  "${dns[@]}" wait "${before[@]}" --for=delete --timeout=90s >/dev/null
  # Removes the previous ReplicaSet, so that the Deployment has no revision to roll back to.
  "${dns[@]}" get replicasets --selector k8s-app=kube-dns --output 'jsonpath={range .items[?(@.spec.replicas==0)]}{.metadata.name}{"\n"}{end}' |
    xargs -r "${dns[@]}" delete replicasets >/dev/null
}

# On all nodes. Containers keep running, and recreated Pods stay Pending.
stop_kubelet() { systemctl stop kubelet; }

are_pods_waiting() {
  local waiting
  # The Pods of the DaemonSets on each node, and of CoreDNS.
  waiting=$(kubectl get pods --all-namespaces --field-selector=status.phase=Pending --output 'jsonpath={range .items[*]}{.spec.nodeName}{"\n"}{end}')
  [ "$(grep -c . <<<"$waiting")" -eq "$expected" ] && [ "$(kubectl get pods --all-namespaces --output name | wc -l)" -eq "$expected" ]
}

# On the control plane. Recreates all Pods as scheduled and Pending, so that restarts count from 0 in every clone.
renew_pods() {
  expected=$(kubectl get pods --all-namespaces --output 'jsonpath={range .items[*]}{.metadata.ownerReferences[0].kind}{"\n"}{end}' | grep -cv '^Node$')
  kubectl delete pods --all --all-namespaces --force --grace-period=0 >/dev/null 2>&1
  wait_for "$expected Pods made anew and placed" are_pods_waiting
}

# Rules for deleted Pods would drop the first packets of a clone. Without these rules the packets are refused, and clients retry.
has_only_api_rules() {
  iptables-save -t nat >/tmp/nat-rules
  grep -q 'KUBE-SEP.*default/kubernetes:https' /tmp/nat-rules && ! grep -q 'KUBE-SEP.*kube-system/' /tmp/nat-rules
}

# On all nodes. kube-proxy writes its rules some seconds after the first Pods send packets. Without saved rules CoreDNS would wait 30 s for a retry.
save_rules() {
  mkdir -p "$kept"
  wait_for 'kube-proxy removed the rules to Pods that are no more' has_only_api_rules
  # iptables-save does not save accounting objects, so rules that refer to them are dropped.
  iptables-save | grep -E '^[*]|^COMMIT|^:KUBE-|^-A KUBE-|-j KUBE-' | grep -v nfacct >"$kept/rules"
}

stop_container() { runtime ps --quiet --name "$1" | xargs -r crictl --timeout 60s stop --timeout "$2" >/dev/null; }

in_etcd() {
  local pki=/etc/kubernetes/pki/etcd
  runtime exec "$(runtime ps --quiet --name etcd)" etcdctl --endpoints=https://127.0.0.1:2379 --cacert="$pki/ca.crt" --cert="$pki/server.crt" --key="$pki/server.key" "$@"
}

# On the control plane: close_cluster <canary as JSON>. Old leases would delay leader election in a clone, and events belong to the baked cluster.
# The canary stays Pending, for the scheduler of each clone.
close_cluster() {
  local revision namespace
  namespace=$(jq -r .metadata.namespace <<<"$1")
  # The deletion of this cluster's canary may still be in progress.
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

# On all nodes. Copies the files of the installation that are outside the volume onto it.
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
