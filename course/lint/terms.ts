/** Names in their official spelling. */

/** Refused if the case differs. */
export const TERMS: readonly string[] = [
  'Calico',
  'Cilium',
  'CNI',
  'containerd',
  'ContainerCreating',
  'CRI',
  'CrashLoopBackOff',
  'crictl',
  'DNAT',
  'DNS',
  'Docker',
  'dockershim',
  'etcd',
  'gRPC',
  'ImagePullBackOff',
  'iptables',
  'IPVS',
  'kubeadm',
  'kubectl',
  'kubelet',
  'Kubernetes',
  'Linux',
  'nftables',
  'NotReady',
  'OCI',
  'Pod',
  'Pods',
  'runc',
  'systemd',
  'VXLAN',
]

/** Refused also with an extra or missing blank or hyphen. */
export const COMPOUND_TERMS: readonly string[] = [
  'API server',
  'ClusterIP',
  'ConfigMap',
  'CoreDNS',
  'DaemonSet',
  'EndpointSlice',
  'kube-proxy',
  'PodSpec',
  'ReplicaSet',
  'StatefulSet',
]

/** These are used like common nouns ("a kubelet"), so a sentence that begins with one has a capital. */
export const COMMON_NOUNS: readonly string[] = ['kubelet']
