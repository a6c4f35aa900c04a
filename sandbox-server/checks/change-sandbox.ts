import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Script } from '#course/model.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { runScript } from './run-script.ts'

/** A fault waits for its symptom, and a node becomes NotReady after 50 s. A solution waits for images and restarts. */
const CHANGE_TIMEOUT_MS = 180_000

export interface SandboxChange {
  sandbox: Sandbox
  script: Script
  signal: AbortSignal
}

/**
 * Runs a fault, a solution or a wrong answer to its end. Resolves to undefined on success, otherwise to the reason. The reason is for authors and
 * logs only, because it can reveal what the script does. Rejects only when `signal` aborts, or on an unexpected error.
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
