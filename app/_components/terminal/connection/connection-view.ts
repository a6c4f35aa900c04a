import type { ErrorCode } from '#protocol/error-catalogue.ts'

export interface ConnectionView {
  /** `connecting`: the first time. `reconnecting`: until keys reach the shown shell again. `closed`: no further attempts, see `reason`. */
  readonly state: 'connecting' | 'open' | 'reconnecting' | 'closed'
  /** Number of the current or next attempt since the connection was last good; 0 once the server is reached. */
  readonly attempt: number
  /** When the next attempt starts (milliseconds since the epoch); absent while one is under way. */
  readonly nextTryAt?: number
  readonly reason?: Reason
  /** Round trip of the last ping. */
  readonly latencyMs?: number
}

/** Why a connection or a shell is not available, as the page shows it. */
export interface Reason {
  readonly code: ErrorCode
  /** One sentence. */
  readonly message: string
  /** The learner's way out. */
  readonly action: string
  readonly detail?: string
}
