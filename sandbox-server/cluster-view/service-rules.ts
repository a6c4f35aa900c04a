/** The iptables rules that carry a Service, followed from the chain where all Services begin. */
import type { ClusterService, ServiceRules } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const TIMEOUT_MS = 5_000
const MAX_OUTPUT_BYTES = 4_194_304
const ARGV = ['iptables-save', '-t', 'nat']

const ENTRANCES = ['KUBE-SERVICES', 'KUBE-NODEPORTS']
/** Every Service uses them; they only mark and drop, and are no part of the way. */
const SHARED = new Set(['KUBE-MARK-MASQ', 'KUBE-MARK-DROP', 'KUBE-NODEPORTS'])

/** @throws KindlabError as `Sandbox.exec` */
export async function readServiceRules(
  sandbox: Sandbox,
  node: NodeId,
  service: ClusterService,
  signal: AbortSignal,
): Promise<ServiceRules> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const { stdout } = await sandbox.exec({ node, argv: ARGV, ...limits })
  return { service: service.key, node, chains: followRules(stdout, service.key) }
}

/** @param saved what `iptables-save -t nat` printed */
export function followRules(saved: string, service: string): ServiceRules['chains'] {
  const rules = rulesByChain(saved)
  const chains: ServiceRules['chains'] = []
  const seen = new Set<string>()
  const follow = (name: string, own: readonly string[]): void => {
    if (seen.has(name) || own.length === 0) return
    seen.add(name)
    chains.push({ name, rules: [...own] })
    for (const rule of own) {
      const target = /(?:^| )-[jg] (KUBE-\S+)/.exec(rule)?.[1]
      if (target !== undefined && !SHARED.has(target)) follow(target, rules.get(target) ?? [])
    }
  }
  for (const entrance of ENTRANCES) {
    follow(
      entrance,
      (rules.get(entrance) ?? []).filter((rule) => serviceOf(rule) === service),
    )
  }
  return chains
}

/** kube-proxy writes beside each rule whose it is: `default/web:http cluster IP`. */
function serviceOf(rule: string): string | undefined {
  const [, quoted, plain] = / --comment (?:"([^"]*)"|(\S+))/.exec(rule) ?? []
  return (quoted ?? plain)?.split(/[: ]/)[0]
}

function rulesByChain(saved: string): Map<string, string[]> {
  const rules = new Map<string, string[]>()
  for (const line of saved.split('\n')) {
    const [, chain, rule] = /^-A (\S+) (.+)$/.exec(line) ?? []
    if (chain === undefined || rule === undefined) continue
    rules.set(chain, [...(rules.get(chain) ?? []), rule])
  }
  return rules
}
