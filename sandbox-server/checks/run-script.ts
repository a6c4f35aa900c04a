import type { NodeId } from '#protocol/node-id.ts'
import type { Script } from '#course/model.ts'
import type { ExecOptions, ExecResult, Sandbox } from '#server/providers/provider.ts'

type Limits = Pick<ExecOptions, 'timeoutMs' | 'maxOutputBytes' | 'signal'>

/** The variables with the names of the nodes. */
const NODE_VARIABLES: Record<NodeId, string> = { 'control-plane': 'KINDLAB_CONTROL_PLANE', worker: 'KINDLAB_WORKER' }

/** A cache: the variables of a sandbox never change, and reading its facts runs a command in it. */
const knownVariables = new WeakMap<Sandbox, Readonly<Record<string, string>>>()

/** The environment of every script of the course. @throws KindlabError as `Sandbox.facts` */
export async function scriptVariables(sandbox: Sandbox): Promise<Readonly<Record<string, string>>> {
  const known = knownVariables.get(sandbox)
  if (known !== undefined) return known
  const names = sandbox.nodes.map(({ id, name }) => [NODE_VARIABLES[id], name])
  const variables = { ...(await sandbox.facts()), ...Object.fromEntries(names) }
  knownVariables.set(sandbox, variables)
  return variables
}

/**
 * Runs a script of the course in its node. The script goes through stdin and is never stored, so a learner does not find it by accident. A learner who
 * replaces `bash` gets it.
 * @throws KindlabError as `Sandbox.exec` and `Sandbox.facts`
 */
export async function runScript(sandbox: Sandbox, script: Script, limits: Limits): Promise<ExecResult> {
  const env = await scriptVariables(sandbox)
  return sandbox.exec({
    node: script.node,
    argv: ['bash', '--noprofile', '--norc', '-s'],
    stdin: script.source,
    env,
    ...limits,
  })
}
