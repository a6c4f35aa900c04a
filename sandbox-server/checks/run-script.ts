import type { NodeId } from '#protocol/node-id.ts'
import type { Script } from '#course/model.ts'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'

type Limits = Pick<ExecOptions, 'timeoutMs' | 'maxOutputBytes' | 'signal'>

/** Where scripts find the name of each node; facts of the sandbox come beside them. */
const NODE_VARIABLES: Record<NodeId, string> = { 'control-plane': 'KINDLAB_CONTROL_PLANE', worker: 'KINDLAB_WORKER' }

/** They stay the same as long as a sandbox lives, and asking for its facts costs a command in it. */
const knownVariables = new WeakMap<Sandbox, Readonly<Record<string, string>>>()

/** What every script of the course finds in its environment. @throws KindlabError as `Sandbox.facts` */
export async function scriptVariables(sandbox: Sandbox): Promise<Readonly<Record<string, string>>> {
  const known = knownVariables.get(sandbox)
  if (known !== undefined) return known
  const names = sandbox.nodes.map(({ id, name }) => [NODE_VARIABLES[id], name])
  const variables = { ...(await sandbox.facts()), ...Object.fromEntries(names) }
  knownVariables.set(sandbox, variables)
  return variables
}

/**
 * Runs a script of the course in its node. It goes through stdin and is never stored there, so that a learner cannot read it.
 * @throws KindlabError as `Sandbox.exec` and `Sandbox.facts`
 */
export async function runScript(sandbox: Sandbox, script: Script, limits: Limits): Promise<ExecResult> {
  const env = await scriptVariables(sandbox)
  return sandbox.exec({ node: script.node, argv: ['bash', '-s'], stdin: script.source, env, ...limits })
}
