/** The iptables rules of one Service, followed from the chains that all Services share. */
import type { ServiceRules } from '#protocol/cluster.ts'
import type { NodeId } from '#protocol/node-id.ts'
import type { Sandbox } from '#server/providers/provider.ts'

const TIMEOUT_MS = 5_000
/** About 3,000 rules. The answer comes from the learner's node, so the server limits its own work. */
const MAX_OUTPUT_BYTES = 524_288
const MAX_RULES = 2_000
/** Rules of kube-proxy are shorter. The search in a longer line would take time that grows with the square of its length. */
const MAX_RULE_CHARACTERS = 2_048
const ARGV = ['iptables-save', '-t', 'nat']

const ENTRY_CHAINS = ['KUBE-SERVICES', 'KUBE-NODEPORTS']
/** Every Service uses these chains. They mark, drop or lead to other Services, so the walk skips them. */
const SHARED_CHAINS = new Set(['KUBE-MARK-MASQ', 'KUBE-MARK-DROP', 'KUBE-NODEPORTS'])

/** @returns output of `iptables-save -t nat`. @throws KindlabError like `Sandbox.exec` */
export async function saveRules(sandbox: Sandbox, node: NodeId, signal: AbortSignal): Promise<string> {
  const limits = { timeoutMs: TIMEOUT_MS, maxOutputBytes: MAX_OUTPUT_BYTES, signal }
  const { stdout } = await sandbox.exec({ node, argv: ARGV, ...limits })
  return stdout
}

/**
 * Depth first, from the entry chains. Stops after 2,000 rules.
 * @param saved output of `iptables-save -t nat`
 */
export function followRules(saved: string, service: string): ServiceRules['chains'] {
  const rules = rulesByChain(saved)
  const chains: ServiceRules['chains'] = []
  const seen = new Set<string>()
  let left = MAX_RULES
  // A stack instead of recursion, because the node decides how deep the chains are.
  const pending = ENTRY_CHAINS.map((name) => ({
    name,
    own: (rules.get(name) ?? []).filter((rule) => serviceOf(rule) === service),
  })).toReversed()
  for (let next = pending.pop(); next !== undefined && left > 0; next = pending.pop()) {
    const { name, own } = next
    if (seen.has(name) || own.length === 0) continue
    seen.add(name)
    const shown = own.slice(0, left)
    left -= shown.length
    chains.push({ name, rules: shown })
    for (const rule of shown.toReversed()) {
      const target = /(?:^| )-[jg] (KUBE-\S+)/.exec(rule)?.[1]
      if (target !== undefined && !SHARED_CHAINS.has(target))
        pending.push({ name: target, own: rules.get(target) ?? [] })
    }
  }
  return chains
}

/** kube-proxy names the Service in the comment of each rule: `default/web:http cluster IP`. */
function serviceOf(rule: string): string | undefined {
  const [, quoted, plain] = / --comment (?:"([^"]*)"|(\S+))/.exec(rule) ?? []
  return (quoted ?? plain)?.split(/[: ]/)[0]
}

function rulesByChain(saved: string): Map<string, string[]> {
  const rules = new Map<string, string[]>()
  for (const line of saved.split('\n')) {
    if (line.length > MAX_RULE_CHARACTERS) continue
    const [, chain, rule] = /^-A (\S+) (.+)$/.exec(line) ?? []
    if (chain === undefined || rule === undefined) continue
    const own = rules.get(chain)
    if (own === undefined) rules.set(chain, [rule])
    else own.push(rule)
  }
  return rules
}
