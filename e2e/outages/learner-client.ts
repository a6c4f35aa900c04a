import assert from 'node:assert/strict'
import { endpointPath } from '#protocol/api.ts'
import { type LabView, SessionView } from '#protocol/views.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
/** Covers Docker's deadlines and a boot on a busy machine. */
const DEADLINE_MS = 180_000

/** Acts as a learner's page over HTTP, and retries failed requests. */
export class LearnerClient {
  readonly #client: HttpClient

  private constructor(client: HttpClient) {
    this.#client = client
  }

  static async join(origin: string): Promise<LearnerClient> {
    const learner = new LearnerClient(new HttpClient(origin))
    await learner.lab()
    return learner
  }

  async lab(): Promise<LabView | null> {
    return SessionView.parse((await this.#client.get(endpointPath('session.read'))).json).lab
  }

  async start(): Promise<void> {
    await this.#client.post(endpointPath('lab.create'), LESSON)
  }

  /** Sends a request about the lab, and returns whether the server accepted it. */
  async request(what: 'keep' | 'resume' | 'reset' | 'end'): Promise<boolean> {
    const lab = await this.lab()
    const id = lab?.id ?? ''
    const { status } =
      what === 'end'
        ? await this.#client.send(endpointPath('lab.read', { id }), { method: 'DELETE' })
        : await this.#client.post(
            endpointPath(`lab.${what}`, { id }),
            what === 'reset' ? { generation: lab?.generation } : {},
          )
    return status < 300
  }

  async requestAccepted(what: 'keep' | 'resume' | 'reset' | 'end'): Promise<void> {
    assert.ok(await this.request(what), `the server accepts ${what}`)
  }

  /** Polls the lab until it meets the condition. Failed requests count as not met. */
  async waitForLab(name: string, isMet: (lab: LabView | null) => boolean): Promise<void> {
    await waitFor({
      name,
      deadlineMs: DEADLINE_MS,
      pauseMs: 100,
      observe: async () => {
        const lab = await this.lab().catch(() => undefined)
        if (lab !== undefined && isMet(lab)) return { isDone: true, value: undefined }
        return { isDone: false, last: JSON.stringify(lab) }
      },
    })
  }

  async waitForPhase(phase: string): Promise<void> {
    await this.waitForLab(
      `in the phase ${phase}`,
      (lab) => lab?.state === 'creating' && lab.phases.some(({ name }) => name === phase),
    )
  }

  /** Waits for a ready lab and returns it. Starts a lab when there is none, and resumes a suspended one. */
  async getReadyLab(): Promise<LabView> {
    return waitFor({
      name: 'a ready lab',
      deadlineMs: DEADLINE_MS,
      pauseMs: 1_000,
      observe: async () => {
        const lab = await this.lab().catch(() => undefined)
        if (lab?.state === 'ready' && lab.isEngineAway !== true) return { isDone: true, value: lab }
        if (lab === null || lab?.state === 'failed') await this.start().catch(() => undefined)
        if (lab?.state === 'kept') await this.request('resume').catch(() => undefined)
        return { isDone: false, last: JSON.stringify(lab) }
      },
    })
  }
}
