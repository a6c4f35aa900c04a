import type { ExamView } from '#protocol/exam.ts'
import type { SolutionView } from '#protocol/progress.ts'
import type { WorkKind } from '#protocol/work.ts'
import type { LabWork } from './lab-work.ts'

/** The lesson's part of the view of a ready lab. */
export interface LabLessonView {
  work?: ReturnType<LabWork['view']>
  /** Ids of the steps that were drawn for this lab. */
  drawn?: readonly string[]
  exam?: ExamView
  /** When a command or work ended last. Results of met checks can be older. */
  changedAt?: number
}

/** The lesson of one ready lab: guided steps, or the tasks of an exam. */
export interface LabLesson {
  /** Continues where the previous run of the server stopped. */
  start(): Promise<void>
  stop(): void
  view(): LabLessonView
  /** A command ended at a shell prompt. */
  commandEnded(): void
  /** "Check now" for one step, or for every pending step. */
  requestChecks(step?: string): void
  /** @throws KindlabError `exam.no_help`, `work.unknown_step`, `work.busy`, `work.other_fault` */
  startWork(kind: WorkKind, step: string): void
  /** @throws KindlabError `exam.no_help`, `work.unknown_step`, `solution.not_tried` */
  revealSolution(step: string, isInsisted: boolean): Promise<SolutionView>
  /** @throws KindlabError `exam.none`, `work.unknown_step`, `work.busy`, `docker.unavailable` */
  openTask(task: string): void
  /** @throws KindlabError `exam.none`, `work.busy`, `docker.unavailable` */
  handIn(): void
}
