import type { Engine } from '#server/providers/kind/engine.ts'
import { runInNode } from './node-script.ts'

/** A clone needs seconds; on a host that boots many at once it may need a minute. */
const API_DEADLINE_SECONDS = 120
const DNS_DEADLINE_SECONDS = 120
/** The gate tells its own deadline better than an exec that is cut off. */
const EXEC_EXTRA_MS = 5_000

/** Returns once the API server of a clone is ready. @throws KindlabError `sandbox.boot_failed` with what was seen last */
export async function waitForApi(engine: Engine, controlPlane: string, signal: AbortSignal): Promise<void> {
  await passGate(engine, controlPlane, { step: ['api'], seconds: API_DEADLINE_SECONDS, signal })
}

/**
 * Returns once every node has reported Ready after `startedAtMs` and the Pod that waits in every golden state was scheduled and got an answer from DNS;
 * the Pod is gone again then.
 */
export async function waitForCanary(
  engine: Engine,
  controlPlane: string,
  { startedAtMs, signal }: { startedAtMs: number; signal: AbortSignal },
): Promise<void> {
  // The API tells times in whole seconds.
  const startedAt = String(Math.floor(startedAtMs / 1000))
  await passGate(engine, controlPlane, { step: ['canary', startedAt], seconds: DNS_DEADLINE_SECONDS, signal })
}

interface GateStep {
  step: readonly string[]
  seconds: number
  signal: AbortSignal
}

async function passGate(engine: Engine, controlPlane: string, { step, seconds, signal }: GateStep): Promise<void> {
  await runInNode(engine, controlPlane, {
    name: `the gate "${step[0]}"`,
    argv: ['/golden/clone-gate', String(seconds), ...step],
    timeoutMs: seconds * 1000 + EXEC_EXTRA_MS,
    signal,
  })
}
