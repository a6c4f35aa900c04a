//go:build tools

package main

import (
	_ "go.etcd.io/etcd/etcdctl/v3"
	_ "go.etcd.io/etcd/server/v3"
	_ "sigs.k8s.io/cri-tools/cmd/crictl"
	_ "k8s.io/kubernetes/test/images/agnhost/netexec"
)
