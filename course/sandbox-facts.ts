/** Names for `<Fact name="...">`, each with the variable that scripts read. */
export const FACTS = {
  'control-plane': 'KINDLAB_CONTROL_PLANE',
  worker: 'KINDLAB_WORKER',
  'kubernetes-version': 'KINDLAB_KUBERNETES_VERSION',
  'containerd-version': 'KINDLAB_CONTAINERD_VERSION',
  cni: 'KINDLAB_CNI',
  'cni-conf': 'KINDLAB_CNI_CONF',
  'cni-daemonset': 'KINDLAB_CNI_DAEMONSET',
  'pod-cidr': 'KINDLAB_POD_CIDR',
  'service-cidr': 'KINDLAB_SERVICE_CIDR',
} as const satisfies Record<string, `KINDLAB_${string}`>

export type FactName = keyof typeof FACTS

/** The facts for a page from the variables of a sandbox, without missing ones. */
export function factsFrom(variables: Readonly<Record<string, string>>): Record<string, string> {
  const known = Object.entries(FACTS).map(([name, variable]) => [name, variables[variable]] as const)
  return Object.fromEntries(known.filter((entry): entry is readonly [string, string] => entry[1] !== undefined))
}
