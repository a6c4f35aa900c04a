import type { Logger } from 'pino'
import type { ClusterView, ServiceRules } from '#protocol/cluster.ts'
import type { CheckAnswer } from '#server/checks/check-answer.ts'
import { JobFailedError, JobThread } from '#server/threads/job-thread.ts'
import type { Clock } from '#server/time/clock.ts'
import type { AnswerJob, ParsedAnswer } from './answer-worker.ts'
import { TOO_MANY } from './api-probe.ts'
import type { ClusterAnswers, ClusterOutputs } from './cluster-answers.ts'
import { joinView } from './join-view.ts'

const ENTRY = new URL('answer-worker.ts', import.meta.url)

/** Parses the answers of nodes in a thread: the learner is root there, so an answer can be anything. An answer that cannot be parsed in time is none. */
export class AnswerThread implements ClusterAnswers {
  readonly #thread: JobThread<AnswerJob, ParsedAnswer>

  constructor(options: { clock: Clock; log: Logger }) {
    this.#thread = new JobThread({ ...options, entry: ENTRY })
  }

  async readView(outputs: ClusterOutputs): Promise<ClusterView> {
    const { nodes } = outputs
    const parsed = await this.#parse({ type: 'view', outputs })
    return parsed?.type === 'view' ? parsed.view : joinView({ nodes, readings: [], api: TOO_MANY })
  }

  async followRules(saved: string, service: string): Promise<ServiceRules['chains']> {
    const parsed = await this.#parse({ type: 'rules', saved, service })
    return parsed?.type === 'rules' ? parsed.chains : []
  }

  async readCheck(stdout: string): Promise<CheckAnswer> {
    const parsed = await this.#parse({ type: 'check', stdout })
    return parsed?.type === 'check' ? parsed.answer : {}
  }

  close(): Promise<void> {
    return this.#thread.close()
  }

  async #parse(job: AnswerJob): Promise<ParsedAnswer | undefined> {
    try {
      return await this.#thread.run(job)
    } catch (error) {
      if (error instanceof JobFailedError) return undefined
      throw error
    }
  }
}
