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
    // An internal network has no published ports; should one ever be made, it is on loopback.
    networking: { apiServerAddress: '127.0.0.1' },
    nodes: roles.map((role) => ({ role })),
    kubeadmConfigPatches: [PATIENT_INIT, PATIENT_JOIN, ...(cgroupVersion === 1 ? [KUBELET_ON_CGROUP_V1] : [])],
  })
}

/** Since 1.35 kubelet refuses to start on cgroup version 1 unless told otherwise. */
const KUBELET_ON_CGROUP_V1 = `kind: KubeletConfiguration
apiVersion: kubelet.config.k8s.io/v1beta1
failCgroupV1: false
`

/** kubeadm gives up after one minute by default: too soon on two cores while other clusters boot. */
const PATIENT_INIT = `kind: InitConfiguration
apiVersion: kubeadm.k8s.io/v1beta4
timeouts: { kubernetesAPICall: 4m0s, controlPlaneComponentHealthCheck: 8m0s, etcdAPICall: 4m0s }
`

const PATIENT_JOIN = `kind: JoinConfiguration
apiVersion: kubeadm.k8s.io/v1beta4
timeouts: { kubernetesAPICall: 4m0s, kubeletHealthCheck: 8m0s, tlsBootstrap: 8m0s, discovery: 8m0s }
`
