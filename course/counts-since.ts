export interface FaultStep {
  id: string
  /** The step begins with a fault. */
  hasFault: boolean
}

export interface ReadyLab {
  /** Milliseconds since the epoch, as `brokenAt` and the results of checks. */
  readyAt: number
  /** When the server broke the steps that begin with a fault; a step that it has not broken is absent. */
  steps?: readonly { step: string; brokenAt?: number | undefined }[] | undefined
}

/**
 * From when on results of checks count for a step in a ready lab; undefined while none count.
 * A step with a fault counts from the fault on: before it, its checks are met without any work.
 */
export function countsSince({ id, hasFault }: FaultStep, lab: ReadyLab): number | undefined {
  return hasFault ? lab.steps?.find(({ step }) => step === id)?.brokenAt : lab.readyAt
}
