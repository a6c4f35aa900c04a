import { type HintsBody, type SolutionBody, SolutionView } from '#protocol/progress.ts'
import { ROUTES } from '#protocol/routes.ts'
import type { WorkBody } from '#protocol/work.ts'
import type { ApiClient } from './api-client.ts'

/** What a learner asks for in a step. */
export class StepApi {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Resolves when the work has begun; the lab, which the socket tells, then says how it goes. */
  async startWork(labId: string, body: WorkBody): Promise<void> {
    await this.#client.send({ method: 'POST', path: ROUTES.work(labId), body })
  }

  async revealSolution(labId: string, body: SolutionBody): Promise<SolutionView> {
    return this.#client.read({ method: 'POST', path: ROUTES.solutions(labId), body }, SolutionView)
  }

  async countHints(body: HintsBody): Promise<void> {
    await this.#client.send({ method: 'POST', path: ROUTES.hints, body })
  }
}
