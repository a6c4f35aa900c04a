/** JSON inside CONTROL frames (type 0x10 from the page, 0x90 from the server). Channel 0 is the page as a whole; 1 to 255 are terminals, numbered by the page. */
import * as z from 'zod/mini'
import { ClusterFocus, ClusterView } from './cluster.ts'
import { NodeId } from './node-id.ts'
import { StepProgressView } from './progress.ts'
import { CheckResultView, LabView } from './views.ts'

/** Name of a terminal within a lab: `<node>-<number>`, for example `worker-1`. Stable over reloads, so that a page finds its shell again. */
export const TerminalId = z.string().check(z.regex(/^(control-plane|worker)-[1-9][0-9]?$/))
export type TerminalId = z.infer<typeof TerminalId>

export const WriterId = z.string().check(z.regex(/^[a-zA-Z0-9-]{8,64}$/))
export type WriterId = z.infer<typeof WriterId>

const ByteOffset = z.int().check(z.nonnegative())
const InputSeq = z.int().check(z.nonnegative(), z.lte(0xff_ff_ff_ff))

export const ClientControl = z.discriminatedUnion('type', [
  /** Binds this frame's channel to a terminal, starting its shell if it does not run. */
  z.object({
    type: z.literal('open'),
    node: NodeId,
    terminal: TerminalId,
    cols: z.int(),
    rows: z.int(),
    /** Random name of this page load. Input sequence numbers belong to it, so that keystrokes sent again after a cut are recognised. */
    writer: WriterId,
    /**
     * Present when the page still has the screen: what it has parsed (`offset`) and the last input frame it knows to be taken (`inSeq`).
     * Offsets and sequence numbers of another `epoch` mean nothing; the page then drops its unacknowledged input.
     */
    resume: z.optional(z.object({ epoch: z.string(), offset: ByteOffset, inSeq: InputSeq })),
  }),
  /** Unbinds this channel. The shell runs on. */
  z.object({ type: z.literal('close') }),
  /**
   * Types the run block with this id, and runs it. The server looks its text up. `whenBusy` is what the learner chose after a `run` answer `busy`:
   * `interrupt` sends Ctrl-C, waits for the prompt and runs it there; `insert` types the text where the cursor is, without the last Enter.
   */
  z.object({ type: z.literal('run'), blockId: z.string(), whenBusy: z.optional(z.enum(['interrupt', 'insert'])) }),
  /** Become the Controller of this terminal. */
  z.object({ type: z.literal('claim') }),
  /** Become a Watcher. */
  z.object({ type: z.literal('watch') }),
  /** Channel 0: end this shell, whether or not a channel is bound to it. */
  z.object({ type: z.literal('end'), terminal: TerminalId }),
  /** Channel 0: run the checks of one step, or of all steps that are not met. */
  z.object({ type: z.literal('check'), step: z.optional(z.string()) }),
  /** Channel 0: this page looks at the cluster, and at `focus` in particular, until it sends null. */
  z.object({ type: z.literal('look'), focus: z.nullable(ClusterFocus) }),
])
export type ClientControl = z.infer<typeof ClientControl>

export const TerminalRole = z.enum(['controller', 'watcher'])
export type TerminalRole = z.infer<typeof TerminalRole>

export const ServerControl = z.discriminatedUnion('type', [
  /**
   * Answer to `open`, before any DATA or SNAPSHOT. `epoch` names one stretch of offsets of one shell: it changes when the shell or the server is
   * started again. `inSeq` is the last input frame taken from this writer: the page sends what comes after it again.
   */
  z.object({
    type: z.literal('opened'),
    epoch: z.string(),
    terminal: TerminalId,
    node: NodeId,
    role: TerminalRole,
    inSeq: InputSeq,
  }),
  z.object({ type: z.literal('role'), role: TerminalRole }),
  /** To Watchers: the Controller made the terminal this size. In order with DATA. */
  z.object({ type: z.literal('size'), cols: z.int(), rows: z.int() }),
  /** After the last DATA. `code` is null when the shell was lost rather than ended. */
  z.object({ type: z.literal('exit'), code: z.nullable(z.number()) }),
  /**
   * OSC 133: A prompt shown, B input begins, C command runs, D command ended (with `exit`). `offset` is the byte after the mark's sequence.
   * In order with DATA: follows the DATA that ends at `offset`. After a SNAPSHOT the last mark before it is told again, and after a resume a mark at the
   * resumed offset may be: a mark whose offset is not greater than the last one's is no news.
   */
  z.object({
    type: z.literal('mark'),
    mark: z.enum(['A', 'B', 'C', 'D']),
    offset: ByteOffset,
    exit: z.optional(z.number()),
    cwd: z.optional(z.string()),
  }),
  z.object({ type: z.literal('title'), title: z.string() }),
  /** Live output is held back because the page does not keep up; false comes with the SNAPSHOT that ends it. */
  z.object({ type: z.literal('lag'), isLagging: z.boolean() }),
  /** Answer to `run`: typed, or not because the shell is not at a prompt, or no such block. */
  z.object({ type: z.literal('run'), blockId: z.string(), outcome: z.enum(['typed', 'busy', 'unknown']) }),
  /** Something this channel asked for failed; the socket stays. */
  z.object({ type: z.literal('error'), code: z.string(), message: z.string(), detail: z.optional(z.string()) }),
  /** Channel 0: terminals of this lab whose shells run, sent after connecting and when one starts or ends. */
  z.object({ type: z.literal('terminals'), terminals: z.array(z.object({ terminal: TerminalId, node: NodeId })) }),
  /** Channel 0. */
  z.object({ type: z.literal('check'), result: CheckResultView }),
  /** Channel 0: a round of checks for this step has begun. */
  z.object({ type: z.literal('checking'), step: z.string() }),
  /** Channel 0: what the learner has achieved in one step, after every change. */
  z.object({ type: z.literal('progress'), progress: StepProgressView }),
  /** Channel 0: the lab as it is now, after every change. */
  z.object({ type: z.literal('lab'), lab: LabView }),
  /** Channel 0: the cluster as it is now, to a page that looks at it, after every change. */
  z.object({ type: z.literal('cluster'), view: ClusterView }),
  /** Channel 0, last message before the server closes the socket. `retryMs` is absent when connecting again is of no use. */
  z.object({ type: z.literal('bye'), code: z.string(), retryMs: z.optional(z.number()) }),
])
export type ServerControl = z.infer<typeof ServerControl>
