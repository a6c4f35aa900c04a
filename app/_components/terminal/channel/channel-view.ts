import type { TerminalRole } from '#protocol/messages.ts'
import type { Reason } from '../connection/connection-view.ts'

/** One terminal as the page shows it. */
export interface ChannelView {
  readonly state: 'opening' | 'live' | 'lagging' | 'exited' | 'failed'
  readonly role: TerminalRole
  /** Set by the program in the shell. */
  readonly title?: string
  /** Of `exited`; absent when the shell was lost. */
  readonly exitCode?: number
  /** Of `failed`. */
  readonly reason?: Reason
  /** Number of inputs dropped since the shell became unreachable; 0 once it is reachable. */
  readonly droppedInputs: number
  /** The program in the shell does not read, so the server takes no more input. */
  readonly isInputHeld?: boolean
  /** Bytes of input that the server dropped, until the learner types again. */
  readonly droppedBytes?: number
}
