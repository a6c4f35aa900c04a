/**
 * The JSON messages of `labterm.v1`, in one union for each sender and kind of channel. A message of the page as a whole is on channel 0.
 * A message of one terminal is on a channel from 1 to 255; the page assigns the numbers.
 */
import * as z from 'zod/mini'
import { ClusterFocus, ClusterView } from './cluster.ts'
import { NodeId } from './node-id.ts'
import { StepProgressView } from './progress.ts'
import { CheckResultView, LabView } from './views.ts'

/** Name of a terminal within a lab: `<node>-<number>`, for example `worker-1`. It outlives page loads, so that a page finds its shell again. */
export const TerminalId = z.string().check(z.regex(/^(control-plane|worker)-[1-9][0-9]?$/))
export type TerminalId = z.infer<typeof TerminalId>

export const WriterId = z.string().check(z.regex(/^[a-zA-Z0-9-]{8,64}$/))
export type WriterId = z.infer<typeof WriterId>

const ByteOffset = z.int().check(z.nonnegative())
const InputSeq = z.int().check(z.nonnegative(), z.lte(0xff_ff_ff_ff))

/** From the page, about the page or its lab. */
export const ClientPageMessage = z.discriminatedUnion('type', [
  /** Ends this terminal's shell, whether or not a channel is bound to it. */
  z.object({ type: z.literal('end'), terminal: TerminalId }),
  /** Runs the checks of one step, or of all steps that are not met. */
  z.object({ type: z.literal('check'), step: z.optional(z.string()) }),
  /** Subscribes to the state of the cluster, with the details of `focus`. A `focus` of null ends the subscription. */
  z.object({ type: z.literal('watch_cluster'), focus: z.nullable(ClusterFocus) }),
  /** From a page that watches another learner: asks the learner to let it type into this terminal. */
  z.object({ type: z.literal('ask_control'), terminal: TerminalId }),
  /** From the same page: withdraws the request, or ends the take-over. */
  z.object({ type: z.literal('give_back') }),
  /** From a page of the learner: the answer to `request`. */
  z.object({ type: z.literal('answer_control'), request: z.string().check(z.maxLength(64)), isAllowed: z.boolean() }),
  /** From a page of the learner: ends the take-over. */
  z.object({ type: z.literal('take_back') }),
])
export type ClientPageMessage = z.infer<typeof ClientPageMessage>

/** From the page, about the terminal on this channel. */
export const ClientTerminalMessage = z.discriminatedUnion('type', [
  /** Binds the channel to a terminal. The server starts the shell if it does not run. */
  z.object({
    type: z.literal('open'),
    node: NodeId,
    terminal: TerminalId,
    cols: z.int(),
    rows: z.int(),
    /** Random name of this page load. Input sequence numbers belong to it, so that the server recognises input that is sent again after a cut. */
    writer: WriterId,
    /**
     * Present when the page still has the screen: the output it has parsed (`offset`) and the last input frame that the server has acknowledged (`inSeq`).
     * Offsets and sequence numbers of another `epoch` have no meaning; the page then drops its unacknowledged input.
     */
    resume: z.optional(z.object({ epoch: z.string(), offset: ByteOffset, inSeq: InputSeq })),
  }),
  /** Unbinds the channel. The shell keeps running. */
  z.object({ type: z.literal('close') }),
  /**
   * Types the run block with this id and runs it. The server looks its text up. `whenBusy` is the learner's choice after a `run` answer `busy`:
   * `interrupt` sends Ctrl-C, waits for the prompt and runs it there; `insert` types the text at the cursor, without the last Enter.
   */
  z.object({ type: z.literal('run'), blockId: z.string(), whenBusy: z.optional(z.enum(['interrupt', 'insert'])) }),
  /** Makes this page the controller of the terminal. */
  z.object({ type: z.literal('claim') }),
  /** Resets the modes of the screen, for every page, and asks the program to draw it again. */
  z.object({ type: z.literal('reset') }),
])
export type ClientTerminalMessage = z.infer<typeof ClientTerminalMessage>

/** `guest`: a page of an instructor that types with the learner's consent. The size stays the one of the learner's page. */
export const TerminalRole = z.enum(['controller', 'watcher', 'guest'])
export type TerminalRole = z.infer<typeof TerminalRole>

/** A request on this channel failed; the socket stays open. */
const ErrorMessage = z.object({
  type: z.literal('error'),
  code: z.string(),
  message: z.string(),
  detail: z.optional(z.string()),
})

/**
 * Why the request or the take-over of an instructor is over. `refused`, `taken_back`: by the learner. `withdrawn`, `given_back`: by the instructor.
 * `expired`: no answer in time. `ended`: the shell ended, or one side has no page here any more.
 */
export const TakeOverEnd = z.enum(['refused', 'expired', 'withdrawn', 'given_back', 'taken_back', 'ended'])
export type TakeOverEnd = z.infer<typeof TakeOverEnd>

const TakeOverRequest = {
  /** Names this request: an answer to an older one has no effect. */
  request: z.string(),
  /** The instructor. */
  name: z.string(),
  terminal: TerminalId,
  /** The page that gets the message has asked. */
  isYours: z.boolean(),
}

/** At most one for each lab. `asked`: the learner has not answered. `allowed`: the instructor types, and the learner does not. */
export const TakeOverView = z.discriminatedUnion('state', [
  /** `ended` only at the moment of the end, to the page that had asked and to the pages of the learner. */
  z.object({ state: z.literal('none'), ended: z.optional(TakeOverEnd) }),
  z.object({ state: z.literal('asked'), ...TakeOverRequest }),
  z.object({ state: z.literal('allowed'), ...TakeOverRequest }),
])
export type TakeOverView = z.infer<typeof TakeOverView>

/** From the server, about the page or its lab. */
export const ServerPageMessage = z.discriminatedUnion('type', [
  /** The lab as it is now: after connecting, and after every change. */
  z.object({ type: z.literal('lab'), lab: LabView }),
  /** The terminals of this lab whose shells run: after connecting, and when one starts or ends. */
  z.object({ type: z.literal('terminals'), terminals: z.array(z.object({ terminal: TerminalId, node: NodeId })) }),
  /** The people who watch terminals of this lab now: before the first byte that a watcher gets, after connecting, and after every change. */
  z.object({ type: z.literal('watchers'), names: z.array(z.string()) }),
  /** Whether an instructor asks to type, or types: after every change, and after connecting unless the state is `none`. */
  z.object({ type: z.literal('take_over'), takeOver: TakeOverView }),
  /** A round of checks of this step has started. */
  z.object({ type: z.literal('checking'), step: z.string() }),
  /** The result of one check. */
  z.object({ type: z.literal('check'), result: CheckResultView }),
  /** The learner's progress in one step, after every change. */
  z.object({ type: z.literal('progress'), progress: StepProgressView }),
  /** The cluster as it is now, after every change. Only to a page that has sent `watch_cluster`. */
  z.object({ type: z.literal('cluster'), view: ClusterView }),
  ErrorMessage,
  /** Last message before the server closes the socket. `retryMs` is absent when connecting again cannot help. */
  z.object({ type: z.literal('close_notice'), code: z.string(), retryMs: z.optional(z.number()) }),
])
export type ServerPageMessage = z.infer<typeof ServerPageMessage>
export type CloseNotice = Extract<ServerPageMessage, { type: 'close_notice' }>

/** From the server, about the terminal on this channel. */
export const ServerTerminalMessage = z.discriminatedUnion('type', [
  /**
   * Answer to `open`, before any DATA or SNAPSHOT. `epoch` names the offset space of one shell: it changes when the shell or the server restarts.
   * `inSeq` is the last input frame that the server has taken from this writer: the page sends the frames after it again.
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
  /** To watchers: the size that the controller has given the terminal. In order with DATA. */
  z.object({ type: z.literal('size'), cols: z.int(), rows: z.int() }),
  /** After the last DATA. `code` is null when the shell was lost rather than ended. */
  z.object({ type: z.literal('exit'), code: z.nullable(z.number()) }),
  /**
   * OSC 133: A prompt shown, B input begins, C command runs, D command ended (with `exit`). `offset` is the byte after the mark's sequence.
   * In order with DATA: follows the DATA that ends at `offset`. After a SNAPSHOT the server repeats the last mark before it, and after a resume it may
   * repeat a mark at the resumed offset: the page ignores a mark whose offset is not greater than the last one's.
   */
  z.object({
    type: z.literal('mark'),
    mark: z.enum(['A', 'B', 'C', 'D']),
    offset: ByteOffset,
    exit: z.optional(z.number()),
  }),
  z.object({ type: z.literal('title'), title: z.string() }),
  /** The server holds live output back, because the page does not keep up. False comes with the SNAPSHOT that ends it. */
  z.object({ type: z.literal('lag'), isLagging: z.boolean() }),
  /**
   * While `isHeld`, too much input waits for a shell that does not read: the server acknowledges no input. `dropped`: bytes of this page's last input frame
   * that the server has dropped, because even more waited.
   */
  z.object({ type: z.literal('input'), isHeld: z.boolean(), dropped: z.int() }),
  /**
   * Answer to `run`: typed, or not because the shell is not at an empty prompt or the lesson has no such block. `busy` has a reason: the line has
   * text, a program reads the keys, or the shell has not said whether its line is empty.
   */
  z.object({
    type: z.literal('run'),
    blockId: z.string(),
    outcome: z.enum(['typed', 'busy', 'unknown']),
    busyWith: z.optional(z.enum(['line', 'program', 'unclear'])),
  }),
  ErrorMessage,
])
export type ServerTerminalMessage = z.infer<typeof ServerTerminalMessage>
