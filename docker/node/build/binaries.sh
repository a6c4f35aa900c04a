#!/usr/bin/env bash
# Compiles every component from Go modules, which are verified against the checksum database.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
export GOBIN=$work/bin CGO_ENABLED=0

compile() { go install -trimpath -ldflags '-s -w' "$@"; }
# Uses cgo but links statically, because the libc of a node differs from this machine's.
compile_with_c() { CGO_ENABLED=1 go install -trimpath -ldflags '-s -w -linkmode external -extldflags -static' "$@"; }

kubernetes() {
  local package=k8s.io/component-base/version minor=${KUBERNETES_VERSION#v1.}
  cd "$here/kubernetes"
  go build -trimpath -o "$work/bin/kubernetes" -ldflags "-s -w -X $package.gitVersion=$KUBERNETES_VERSION -X $package.gitMajor=1 \
-X $package.gitMinor=${minor%%.*} -X $package.gitTreeState=clean" .
}

# All are built in the module kubernetes/, so that they share one set of versions.
neighbours() {
  cd "$here/kubernetes"
  compile sigs.k8s.io/cri-tools/cmd/crictl go.etcd.io/etcd/etcdctl/v3 k8s.io/kubernetes/test/images/agnhost
  go build -trimpath -ldflags '-s -w' -o "$work/bin/etcd" go.etcd.io/etcd/server/v3
}

runtime() {
  local module=github.com/containerd/containerd/v2 command
  for command in containerd containerd-shim-runc-v2 ctr; do
    go install -trimpath -ldflags "-s -w -X $module/version.Version=$CONTAINERD_VERSION" "$module/cmd/$command@$CONTAINERD_VERSION"
  done
  compile_with_c -tags seccomp,netgo,osusergo "github.com/opencontainers/runc@$RUNC_VERSION"
  gcc -Os -static -s "$here/components/pause/pause.c" -o "$work/bin/pause"
}

network() {
  local plugin
  for plugin in main/bridge main/ptp main/loopback ipam/host-local meta/portmap; do
    GOBIN=$work/cni compile "github.com/containernetworking/plugins/plugins/$plugin@$CNI_PLUGINS_VERSION"
  done
  compile "github.com/coredns/coredns@$COREDNS_VERSION"
  # flannel's udp backend needs C; 0.27 and later need cloud modules that a module proxy may not have.
  compile_with_c -tags netgo,osusergo "github.com/flannel-io/flannel@$FLANNEL_VERSION"
}

compiler="$(go env GOVERSION GOARCH | paste -sd' ') $(sha256sum <"${BASH_SOURCE[0]}")"
step "Kubernetes $KUBERNETES_VERSION" --from "$compiler" "$KUBERNETES_VERSION" "$here/kubernetes" --makes "$work/bin/kubernetes" --run kubernetes
step 'etcd, crictl, the web server' --from "$compiler" "$here/kubernetes" --makes "$work"/bin/{etcd,etcdctl,crictl,agnhost} --run neighbours
step "containerd $CONTAINERD_VERSION, runc $RUNC_VERSION" --from "$compiler" "$CONTAINERD_VERSION" "$RUNC_VERSION" "$here/components/pause" \
  --makes "$work"/bin/{containerd,containerd-shim-runc-v2,ctr,runc,pause} --run runtime
step 'CNI plugins, CoreDNS, flannel' --from "$compiler" "$CNI_PLUGINS_VERSION" "$COREDNS_VERSION" "$FLANNEL_VERSION" \
  --makes "$work"/cni/{bridge,ptp,loopback,host-local,portmap} "$work"/bin/{coredns,flannel} --run network
