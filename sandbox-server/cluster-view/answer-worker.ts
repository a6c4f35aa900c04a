/** Entry point of the thread that parses answers of nodes. `answer-thread.ts` starts it. */
import type { ClusterView, ServiceRules } from '#protocol/cluster.ts'
import { type CheckAnswer, readCheckAnswer } from '#server/checks/check-answer.ts'
import { serveJobs } from '#server/threads/serve-jobs.ts'
import { type ClusterOutputs, readView } from './cluster-answers.ts'
import { followRules } from './service-rules.ts'

export type AnswerJob =
  | { type: 'view'; outputs: ClusterOutputs }
  | { type: 'rules'; saved: string; service: string }
  | { type: 'check'; stdout: string }

export type ParsedAnswer =
  | { type: 'view'; view: ClusterView }
  | { type: 'rules'; chains: ServiceRules['chains'] }
  | { type: 'check'; answer: CheckAnswer }

serveJobs({
  run(job: AnswerJob): ParsedAnswer {
    switch (job.type) {
      case 'view':
        return { type: 'view', view: readView(job.outputs) }
      case 'rules':
        return { type: 'rules', chains: followRules(job.saved, job.service) }
      default:
        return { type: 'check', answer: readCheckAnswer(job.stdout) }
    }
  },
})
