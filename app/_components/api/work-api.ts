import { ROUTES } from '#protocol/routes.ts'
import type { WorkBody } from '#protocol/work.ts'
import type { ApiClient } from './api-client.ts'

export class WorkApi {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Resolves when the work has begun; the lab, which the socket tells, then says how it goes. */
  async start(labId: string, body: WorkBody): Promise<void> {
    await this.#client.send({ method: 'POST', path: ROUTES.work(labId), body })
  }
}
