import { KindlabError } from '#protocol/errors.ts'
import type { Engine } from '#server/providers/kind/engine.ts'
import { execInNode } from '#server/providers/kind/exec.ts'

export interface NodeScript {
  /** For the error, and what the learner's operator reads in it. */
  name: string
  argv: readonly string[]
  stdin?: string
  timeoutMs: number
  signal: AbortSignal
}

/** Runs a command in a node that has to succeed. @throws KindlabError `sandbox.boot_failed` with the last line that it said; the signal's reason */
export async function runInNode(engine: Engine, containerId: string, script: NodeScript): Promise<string> {
  const { name, stdin = '', ...options } = script
  const result = await execInNode(engine, containerId, { node: 'control-plane', stdin, ...options })
  if (result.exitCode === 0) return result.stdout
  const last = (result.stderr.trim() || result.stdout.trim()).split('\n').at(-1) ?? ''
  throw new KindlabError('sandbox.boot_failed', { detail: `${name} ended with ${result.exitCode}: ${last}` })
}
