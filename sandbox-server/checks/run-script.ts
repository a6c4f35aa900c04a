import type { NodeId } from '#protocol/node-id.ts'
import type { Script } from '#course/model.ts'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'

type Limits = Pick<ExecOptions, 'timeoutMs' | 'maxOutputBytes' | 'signal'>

/** Where scripts find the name of each node; facts of the sandbox come beside them. */
const NODE_VARIABLES: Record<NodeId, string> = { 'control-plane': 'KINDLAB_CONTROL_PLANE', worker: 'KINDLAB_WORKER' }

/** Facts stay the same as long as a sandbox lives, and asking for them costs a command in it. */
const knownFacts = new WeakMap<Sandbox, Readonly<Record<string, string>>>()

/**
 * Runs a script of the course in its node. It goes through stdin and is never stored there, so that a learner cannot read it.
 * @throws KindlabError as `Sandbox.exec` and `Sandbox.facts`
 */
export async function runScript(sandbox: Sandbox, script: Script, limits: Limits): Promise<ExecResult> {
  const facts = knownFacts.get(sandbox) ?? (await sandbox.facts())
  knownFacts.set(sandbox, facts)
  const names = sandbox.nodes.map(({ id, name }) => [NODE_VARIABLES[id], name])
  const env = { ...facts, ...Object.fromEntries(names) }
  return sandbox.exec({ node: script.node, argv: ['bash', '-s'], stdin: script.source, env, ...limits })
}
