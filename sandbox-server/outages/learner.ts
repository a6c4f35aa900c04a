import assert from 'node:assert/strict'
import { ROUTES } from '#protocol/routes.ts'
import { type LabView, SessionView } from '#protocol/views.ts'
import { waitFor } from '#server/providers/wait-for.ts'
import { HttpClient } from '#server/testing/http-client.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
/** Docker's own deadlines, and a boot, on a machine that has other things to do. */
const DEADLINE_MS = 180_000

/** Somebody who uses the site, and does not give up. */
export class Learner {
  readonly #client: HttpClient

  private constructor(client: HttpClient) {
    this.#client = client
  }

  static async join(origin: string): Promise<Learner> {
    const learner = new Learner(new HttpClient(origin))
    await learner.lab()
    return learner
  }

  async lab(): Promise<LabView | null> {
    return SessionView.parse((await this.#client.get(ROUTES.session)).json).lab
  }

  async start(): Promise<void> {
    await this.#client.post(ROUTES.labs, LESSON)
  }

  /** Resolves to whether the server agreed. */
  async ask(what: 'keep' | 'resume' | 'reset' | 'end'): Promise<boolean> {
    const lab = await this.lab()
    const id = lab?.id ?? ''
    const { status } =
      what === 'end'
        ? await this.#client.send(ROUTES.lab(id), { method: 'DELETE' })
        : await this.#client.post(ROUTES[what](id), what === 'reset' ? { generation: lab?.generation } : {})
    return status < 300
  }

  async askAndAgree(what: 'keep' | 'resume' | 'reset' | 'end'): Promise<void> {
    assert.ok(await this.ask(what), `the server agrees to ${what}`)
  }

  /** Waits for it to be so, whatever the server and Docker do meanwhile. */
  async until(name: string, isSo: (lab: LabView | null) => boolean): Promise<void> {
    await waitFor({
      name,
      deadlineMs: DEADLINE_MS,
      pauseMs: 100,
      observe: async () => {
        const lab = await this.lab().catch(() => undefined)
        if (lab !== undefined && isSo(lab)) return { isDone: true, value: undefined }
        return { isDone: false, last: JSON.stringify(lab) }
      },
    })
  }

  async untilPhase(phase: string): Promise<void> {
    await this.until(
      `in the phase ${phase}`,
      (lab) => lab?.state === 'creating' && lab.phases.some(({ name }) => name === phase),
    )
  }

  /** Has a ready lab in the end, which is the value: tries again what failed, and takes up what was kept. */
  async untilReady(): Promise<LabView> {
    return waitFor({
      name: 'a ready lab',
      deadlineMs: DEADLINE_MS,
      pauseMs: 1_000,
      observe: async () => {
        const lab = await this.lab().catch(() => undefined)
        if (lab?.state === 'ready' && lab.isEngineAway !== true) return { isDone: true, value: lab }
        if (lab === null || lab?.state === 'failed') await this.start().catch(() => undefined)
        if (lab?.state === 'kept') await this.ask('resume').catch(() => undefined)
        return { isDone: false, last: JSON.stringify(lab) }
      },
    })
  }
}
