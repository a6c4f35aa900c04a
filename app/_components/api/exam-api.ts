import type { HandInBody, TaskBody } from '#protocol/exam.ts'
import { type ExamResultView, ExamResultsView } from '#protocol/exam-result.ts'
import { ROUTES } from '#protocol/routes.ts'
import type { ApiClient } from './api-client.ts'

export class ExamApi {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Resolves when it has begun; the lab, which the socket tells, then says how it goes. */
  async openTask(labId: string, body: TaskBody): Promise<void> {
    await this.#client.send({ method: 'POST', path: ROUTES.task(labId), body })
  }

  /** Likewise. */
  async handIn(labId: string, body: HandInBody): Promise<void> {
    await this.#client.send({ method: 'POST', path: ROUTES.handIn(labId), body })
  }

  /** Of every exam that is over, the latest first. */
  async results(): Promise<ExamResultView[]> {
    return (await this.#client.read({ method: 'GET', path: ROUTES.exams }, ExamResultsView)).results
  }
}
