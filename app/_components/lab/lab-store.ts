import type { ErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { HintsBody } from '#protocol/progress.ts'
import type { CreateLabBody, LabView } from '#protocol/views.ts'
import type { Api } from '../api/call.ts'
import { Store } from '../store/store.ts'
import { type Achieved, withNews } from './achieved.ts'
import { EndPoll } from './end-poll.ts'
import {
  initialSnapshot,
  type LabAction,
  type LabConnection,
  type LabSnapshot,
  type PendingAction,
} from './lab-snapshot.ts'

export interface LabStoreOptions<Connection extends LabConnection> {
  /** Loads the code of the API: reading a lesson does not wait for it. */
  loadApi(): Promise<Api>
  /** Loads the code of the terminals and connects. Called only for a lab. */
  connect(lab: LabView): Promise<Connection>
  /** Called before a start: `connect` follows if the server has room. */
  prepare(): void
  wait(durationMs: number): Promise<void>
}

const REQUESTS: Record<LabAction, (api: Api, lab: LabView) => Promise<LabView>> = {
  extend: (api, { id }) => api.call('lab.extend', { id }),
  reset: (api, { id, generation }) => api.call('lab.reset', { id, body: { generation } }),
  keep: (api, { id }) => api.call('lab.keep', { id }),
  resume: (api, { id }) => api.call('lab.resume', { id }),
  end: (api, { id }) => api.call('lab.end', { id }),
}

/** Refusals which mean that the learner started, kept or ended a lab in another window. */
const CHANGED_ELSEWHERE: ReadonlySet<ErrorCode> = new Set(['lab.already_running', 'lab.kept', 'lab.not_found'])

/** The session of the page, its lab and the connection to the lab. No React; one per page. */
export class LabStore<Connection extends LabConnection> extends Store<LabSnapshot<Connection>> {
  readonly #options: LabStoreOptions<Connection>
  readonly #endPoll: EndPoll
  #unsubscribe: (() => void) | undefined
  #connectionState: string | undefined

  constructor(options: LabStoreOptions<Connection>) {
    super(initialSnapshot())
    this.#options = options
    this.#endPoll = new EndPoll({
      readLab: async (id) => (await options.loadApi()).call('lab.read', { id }),
      wait: (durationMs) => options.wait(durationMs),
    })
  }

  /** Reads the session. Also the retry when the server or Docker was unavailable. */
  readonly load = async (): Promise<void> => {
    if (this.getSnapshot().session.state !== 'ready') this.#change({ session: { state: 'loading' } })
    try {
      await this.#adopt(await this.#readSession())
    } catch (error) {
      this.#change({ session: { state: 'failed', error: asKindlabError(error) } })
    }
  }

  /** @throws KindlabError `name.invalid`, or why the server did not answer */
  readonly rename = async (displayName: string): Promise<void> => {
    const learner = await (await this.#options.loadApi()).call('learner.rename', { body: { displayName } })
    const { session } = this.getSnapshot()
    if (session.state === 'ready') this.#change({ session: { ...session, view: { ...session.view, learner } } })
  }

  readonly start = async (lesson: CreateLabBody): Promise<void> => {
    this.#options.prepare()
    await this.#request('start', async (api) => this.#adopt(await api.call('lab.create', { body: lesson })))
  }

  /** The page has shown hints of a step: `useProgress` has their number from now on, also before the server reports it. */
  readonly addHints = ({ module, lesson, step, shown }: HintsBody): void => {
    const name = `${module}/${lesson}`
    const known = this.getSnapshot().achieved.steps[name]?.find((progress) => progress.step === step)
    this.#addAchieved({ results: {}, steps: { [name]: [{ ...known, step, hints: shown }] } })
  }

  /** Restarts the lease of the current lab. */
  readonly extend = (): Promise<void> => this.#act('extend')

  /** Replaces the cluster of the current lab. */
  readonly reset = (): Promise<void> => this.#act('reset')

  /** Suspends the current lab. */
  readonly keep = (): Promise<void> => this.#act('keep')

  readonly resume = (): Promise<void> => this.#act('resume')

  /** Ends the current lab, also if it belongs to another lesson. */
  readonly end = (): Promise<void> => this.#act('end')

  /** Ends the lab of another lesson, then starts one for this lesson. */
  readonly replace = async (lesson: CreateLabBody): Promise<void> => {
    await this.end()
    // The server queues the new lab until the old one is removed.
    if (this.getSnapshot().refusal === null) await this.start(lesson)
  }

  async #act(action: LabAction): Promise<void> {
    const { lab } = this.getSnapshot()
    if (lab === null) return
    await this.#request(action, async (api) => {
      const answer = await REQUESTS[action](api, lab)
      const isNew = answer.generation !== lab.generation
      // The connection stays for a new sandbox, and may have reported a later state of it already.
      if (!isNew || this.getSnapshot().lab?.generation !== answer.generation) this.#show(answer)
    })
  }

  async #request(pending: PendingAction, run: (api: Api) => Promise<void>): Promise<void> {
    if (this.getSnapshot().pending !== null) return
    this.#change({ pending, refusal: null })
    try {
      await run(await this.#options.loadApi())
      this.#change({ pending: null })
    } catch (error) {
      const refusal = asKindlabError(error)
      if (CHANGED_ELSEWHERE.has(refusal.code)) await this.load()
      this.#change({ pending: null, refusal })
    }
  }

  /** Returns the lab of the session. */
  async #readSession(): Promise<LabView | null> {
    const api = await this.#options.loadApi()
    const { lab, progress: results, steps, ...view } = await api.call('session.read', {})
    this.#addAchieved({ results, steps })
    this.#change({ session: { state: 'ready', view }, clockSkewMs: api.clockSkewMs })
    return lab
  }

  /** Reads the progress that no connection reports. The lab stays: the connection knows a later state of it. */
  async #readProgress(): Promise<void> {
    try {
      await this.#readSession()
    } catch {
      // The store asks again when the connection opens again.
    }
  }

  #addAchieved(news: Achieved): void {
    const achieved = withNews(this.getSnapshot().achieved, news)
    if (achieved !== this.getSnapshot().achieved) this.#change({ achieved })
  }

  /** Shows the lab, and connects to it unless it ends. */
  async #adopt(lab: LabView | null): Promise<void> {
    if (lab?.id !== this.getSnapshot().lab?.id) this.#disconnect()
    this.#change({ lab })
    if (lab === null || lab.state === 'ended' || this.getSnapshot().connection !== null) return
    if (lab.state === 'ending') return this.#show(lab)
    const connection = await this.#options.connect(lab)
    // Another lab may have replaced this one while the code loaded.
    if (this.getSnapshot().lab?.id !== lab.id) return connection.dispose()
    this.#unsubscribe = connection.subscribe(() => this.#follow(connection))
    this.#change({ connection })
    this.#follow(connection)
  }

  #follow(connection: Connection): void {
    const { lab, results, progress, connection: line } = connection.getSnapshot()
    const hasOpened = line.state === 'open' && this.#connectionState !== 'open'
    this.#connectionState = line.state
    // The server no longer has the lab: the session has the current one.
    if (line.state === 'closed' && this.getSnapshot().session.state === 'ready') return void this.load()
    const key = `${lab.module}/${lab.lesson}`
    this.#addAchieved({ results: { [key]: results }, steps: { [key]: progress } })
    if (hasOpened) void this.#readProgress()
    if (lab !== this.getSnapshot().lab) this.#show(lab)
  }

  #show(lab: LabView): void {
    this.#change({ lab })
    if (lab.state === 'ending' || lab.state === 'ended') this.#disconnect()
    if (lab.state === 'ending') {
      const isShown = () => this.getSnapshot().lab?.id === lab.id
      void this.#endPoll.untilEnded(lab, isShown).then((ended) => ended && this.#show(ended))
    }
    // The server grades an exam when its lab ends, and no connection reports that.
    if (lab.state === 'ended') void this.#readProgress()
  }

  #disconnect(): void {
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.#connectionState = undefined
    this.getSnapshot().connection?.dispose()
    this.#change({ connection: null })
  }

  #change(part: Partial<LabSnapshot<Connection>>): void {
    this.set({ ...this.getSnapshot(), ...part })
  }
}

function asKindlabError(error: unknown): KindlabError {
  return error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
}
