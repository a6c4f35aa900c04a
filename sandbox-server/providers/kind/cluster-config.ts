export interface ClusterShape {
  nodeCount: 1 | 2
  cgroupVersion: 1 | 2
}

/** The configuration for `kind create cluster --config -`. kind reads YAML, and JSON is YAML. */
export function clusterConfig({ nodeCount, cgroupVersion }: ClusterShape): string {
  const roles = ['control-plane', 'worker'].slice(0, nodeCount)
  return JSON.stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    // An internal network publishes no ports. If it ever did, the API server's port would be on loopback.
    networking: { apiServerAddress: '127.0.0.1' },
    nodes: roles.map((role) => ({ role })),
    kubeadmConfigPatches: [INIT_TIMEOUTS, JOIN_TIMEOUTS, ...(cgroupVersion === 1 ? [KUBELET_ON_CGROUP_V1] : [])],
  })
}

/** Since 1.35 kubelet refuses to start on cgroup version 1 by default. */
const KUBELET_ON_CGROUP_V1 = `kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
failCgroupV1: false
`

/** kubeadm's default of one minute is too short on two cores while other clusters boot. */
const INIT_TIMEOUTS = `kind: InitConfiguration
apiVersion: kubeadm.k8s.io/v1beta4
timeouts: { kubernetesAPICall: 4m0s, controlPlaneComponentHealthCheck: 8m0s, etcdAPICall: 4m0s }
`

const JOIN_TIMEOUTS = `kind: JoinConfiguration
apiVersion: kubeadm.k8s.io/v1beta4
timeouts: { kubernetesAPICall: 4m0s, kubeletHealthCheck: 8m0s, tlsBootstrap: 8m0s, discovery: 8m0s }
`
