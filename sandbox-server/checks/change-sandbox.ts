import { KindlabError } from '#protocol/errors.ts'
import type { Script } from '#course/model.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { runScript } from './run-script.ts'

/** Faults wait until the trouble shows, and a node is called NotReady after 50 s; a solution waits for images and restarts. */
const CHANGE_TIMEOUT_MS = 180_000

export interface SandboxChange {
  sandbox: Sandbox
  script: Script
  signal: AbortSignal
}

/**
 * Runs a fault, a solution or a wrong answer to its end. Undefined when it succeeded, else why not, in words for authors and logs: they
 * may give away what the script does. Throws only when `signal` aborts, and what nobody foresaw.
 */
export async function changeSandbox({ sandbox, script, signal }: SandboxChange): Promise<string | undefined> {
  try {
    const { exitCode, stderr } = await runScript(sandbox, script, { timeoutMs: CHANGE_TIMEOUT_MS, signal })
    return exitCode === 0 ? undefined : `ended with ${exitCode}: ${stderr.trim().split('\n').at(-1) ?? ''}`
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof KindlabError)) throw error
    return `could not be run: ${error.message}`
  }
}
