/** What the page knows of the server: who the learner is, the lab, and its connection. No React; one per page. */
import { type ErrorCode, KindlabError } from '#protocol/errors.ts'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, CreateLabBody, LabView, SessionView } from '#protocol/views.ts'
import type { LabApi } from '../api/lab-api.ts'
import { type Achieved, NOTHING_ACHIEVED, withNews } from './achieved.ts'

/** A live line to one lab; the terminals' socket, seen from here. */
export interface LabConnection {
  subscribe(listener: () => void): () => void
  getSnapshot(): {
    readonly lab: LabView
    readonly results: readonly CheckResultView[]
    readonly progress: readonly StepProgressView[]
    readonly connection: { readonly state: string }
  }
  dispose(): void
}

/** The lab and what was achieved stand beside it: they change while the session stays. */
export type SessionFacts = Omit<SessionView, 'lab' | 'progress' | 'steps'>

export type SessionState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly view: SessionFacts }
  | { readonly state: 'failed'; readonly error: KindlabError }

export type PendingAction = 'start' | 'extend' | 'reset' | 'keep' | 'resume' | 'end'

export interface LabSnapshot<Connection extends LabConnection> {
  readonly session: SessionState
  /** In earlier visits, and as lines have told since. */
  readonly achieved: Achieved
  readonly lab: LabView | null
  readonly connection: Connection | null
  /** What has been asked for and not answered yet. */
  readonly pending: PendingAction | null
  /** Why the last action was refused; gone with the next one. */
  readonly refusal: KindlabError | null
  readonly clockSkewMs: number
}

export interface LabStoreOptions<Connection extends LabConnection> {
  /** Loads the code of the API: reading a lesson does not wait for it. */
  loadApi(): Promise<LabApi>
  /** Loads the code of the terminals and connects; called only once there is a lab. */
  connect(lab: LabView): Promise<Connection>
  /** There will be a lab to connect to, if the server has room. */
  prepare(): void
  wait(durationMs: number): Promise<void>
}

/** The line is cut when a lab begins to end, and nobody else tells when nothing is left of it. */
const ENDING_LOOK_MS = 1_000

/** The learner's lab is another one than the page shows: they have started, kept or ended one in another window. */
const CHANGED_ELSEWHERE: ReadonlySet<ErrorCode> = new Set(['lab.already_running', 'lab.kept', 'lab.not_found'])

export class LabStore<Connection extends LabConnection> {
  readonly #options: LabStoreOptions<Connection>
  readonly #listeners = new Set<() => void>()
  #snapshot: LabSnapshot<Connection>
  #leaveConnection: (() => void) | undefined
  #lineState: string | undefined
  /** The lab whose end is being waited for. */
  #endingId: string | undefined

  constructor(options: LabStoreOptions<Connection>) {
    this.#options = options
    this.#snapshot = initialSnapshot()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): LabSnapshot<Connection> => this.#snapshot

  /** Asks the server who we are. Also the way back after the server or Docker was away. */
  readonly load = async (): Promise<void> => {
    if (this.#snapshot.session.state !== 'ready') this.#change({ session: { state: 'loading' } })
    try {
      await this.#adopt(await this.#askSession())
    } catch (error) {
      this.#change({ session: { state: 'failed', error: asKindlabError(error) } })
    }
  }

  /** @throws KindlabError `name.invalid`, or why the server could not be asked */
  readonly rename = async (displayName: string): Promise<void> => {
    const learner = await (await this.#options.loadApi()).rename(displayName)
    const { session } = this.#snapshot
    if (session.state === 'ready') this.#change({ session: { ...session, view: { ...session.view, learner } } })
  }

  readonly start = async (lesson: CreateLabBody): Promise<void> => {
    this.#options.prepare()
    await this.#act('start', async (api) => this.#adopt(await api.createLab(lesson)))
  }

  /** Gives the present lab its whole time again. */
  readonly extend = async (): Promise<void> => {
    const { lab } = this.#snapshot
    if (lab === null) return
    await this.#act('extend', async (api) => this.#show(await api.extendLab(lab.id)))
  }

  /** Gives the present lab a fresh cluster. The line stays: it tells how the new one comes. */
  readonly reset = async (): Promise<void> => {
    const { lab } = this.#snapshot
    if (lab === null) return
    await this.#act('reset', async (api) => this.#showFresh(await api.resetLab(lab.id, lab.generation)))
  }

  /** Puts the present lab aside, its cluster stopped. */
  readonly keep = async (): Promise<void> => {
    const { lab } = this.#snapshot
    if (lab === null) return
    await this.#act('keep', async (api) => this.#show(await api.keepLab(lab.id)))
  }

  /** Brings the kept lab back. The line stays: it tells how. */
  readonly resume = async (): Promise<void> => {
    const { lab } = this.#snapshot
    if (lab === null) return
    await this.#act('resume', async (api) => this.#showFresh(await api.resumeLab(lab.id)))
  }

  /** Ends the present lab, whichever lesson it belongs to. */
  readonly end = async (): Promise<void> => {
    const { lab } = this.#snapshot
    if (lab === null) return
    await this.#act('end', async (api) => this.#show(await api.endLab(lab.id)))
  }

  /** One click for a learner who moves on: ends the lab of the other lesson, then starts this one's. */
  readonly replace = async (lesson: CreateLabBody): Promise<void> => {
    await this.end()
    // The server lets the new lab wait until nothing of the old one is left.
    if (this.#snapshot.refusal === null) await this.start(lesson)
  }

  async #act(pending: PendingAction, work: (api: LabApi) => Promise<void>): Promise<void> {
    if (this.#snapshot.pending !== null) return
    this.#change({ pending, refusal: null })
    try {
      await work(await this.#options.loadApi())
      this.#change({ pending: null })
    } catch (error) {
      const refusal = asKindlabError(error)
      if (CHANGED_ELSEWHERE.has(refusal.code)) await this.load()
      this.#change({ pending: null, refusal })
    }
  }

  /** Returns the lab that the session names. */
  async #askSession(): Promise<LabView | null> {
    const api = await this.#options.loadApi()
    const { session, clockSkewMs } = await api.session()
    const { lab, progress: results, steps, ...view } = session
    this.#learn({ results, steps })
    this.#change({ session: { state: 'ready', view }, clockSkewMs })
    return lab
  }

  /** Asks for what no line has told. The lab is left to the line, which knows more of it than an answer that comes late. */
  async #catchUp(): Promise<void> {
    try {
      await this.#askSession()
    } catch {
      // What is known stays. A line that opens again asks again.
    }
  }

  #learn(news: Achieved): void {
    const achieved = withNews(this.#snapshot.achieved, news)
    if (achieved !== this.#snapshot.achieved) this.#change({ achieved })
  }

  async #adopt(lab: LabView | null): Promise<void> {
    if (lab?.id !== this.#snapshot.lab?.id) this.#disconnect()
    this.#change({ lab })
    if (lab === null || lab.state === 'ended' || this.#snapshot.connection !== null) return
    if (lab.state === 'ending') return this.#show(lab)
    const connection = await this.#options.connect(lab)
    // The lab may have been replaced while the code was loading.
    if (this.#snapshot.lab?.id !== lab.id) return connection.dispose()
    this.#leaveConnection = connection.subscribe(() => this.#follow(connection))
    this.#change({ connection })
    this.#follow(connection)
  }

  #follow(connection: Connection): void {
    const { lab, results, progress, connection: line } = connection.getSnapshot()
    const hasOpened = line.state === 'open' && this.#lineState !== 'open'
    this.#lineState = line.state
    // The line is given up when the server no longer knows the lab: it says what there is instead.
    if (line.state === 'closed' && this.#snapshot.session.state === 'ready') return void this.load()
    const key = `${lab.module}/${lab.lesson}`
    this.#learn({ results: { [key]: results }, steps: { [key]: progress } })
    if (hasOpened) void this.#catchUp()
    if (lab !== this.#snapshot.lab) this.#show(lab)
  }

  /** The line may have been faster than the answer, and know more. */
  #showFresh(lab: LabView): void {
    if (this.#snapshot.lab?.generation !== lab.generation) this.#show(lab)
  }

  #show(lab: LabView): void {
    this.#change({ lab })
    if (lab.state === 'ending' || lab.state === 'ended') this.#disconnect()
    if (lab.state === 'ending') void this.#untilEnded(lab)
    // An exam is marked at its end, and no line tells it.
    if (lab.state === 'ended') void this.#catchUp()
  }

  async #untilEnded(ending: LabView & { state: 'ending' }): Promise<void> {
    if (this.#endingId === ending.id) return
    this.#endingId = ending.id
    while (this.#endingId === ending.id && this.#snapshot.lab?.id === ending.id) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      const lab = await this.#lookAgain(ending)
      if (lab.state === 'ended' && this.#snapshot.lab.id === lab.id) this.#show(lab)
      if (lab.state !== 'ending') this.#endingId = undefined
    }
  }

  async #lookAgain(ending: LabView & { state: 'ending' }): Promise<LabView> {
    await this.#options.wait(ENDING_LOOK_MS)
    try {
      const api = await this.#options.loadApi()
      return (await api.findLab(ending.id)) ?? { ...ending, state: 'ended', reason: ending.reason ?? 'learner' }
    } catch {
      return ending
    }
  }

  #disconnect(): void {
    this.#leaveConnection?.()
    this.#leaveConnection = undefined
    this.#lineState = undefined
    this.#snapshot.connection?.dispose()
    this.#change({ connection: null })
  }

  #change(part: Partial<LabSnapshot<Connection>>): void {
    this.#snapshot = { ...this.#snapshot, ...part }
    for (const listener of this.#listeners) listener()
  }
}

/** Also what the static HTML shows. */
export function initialSnapshot<Connection extends LabConnection>(): LabSnapshot<Connection> {
  return {
    session: { state: 'loading' },
    achieved: NOTHING_ACHIEVED,
    lab: null,
    connection: null,
    pending: null,
    refusal: null,
    clockSkewMs: 0,
  }
}

function asKindlabError(error: unknown): KindlabError {
  return error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
}
