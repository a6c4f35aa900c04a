import { type QuizAnswerBody, QuizVerdictView } from '#protocol/quiz.ts'
import { ROUTES } from '#protocol/routes.ts'
import type { ApiClient } from './api-client.ts'

export class QuizApi {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  /** Asks the server, which alone knows what is right. */
  async judge(body: QuizAnswerBody): Promise<QuizVerdictView> {
    return this.#client.read({ method: 'POST', path: ROUTES.quiz, body }, QuizVerdictView)
  }
}
