import type { Lesson, Script } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { changeSandbox } from '#server/checks/change-sandbox.ts'
import { untilMet } from '#server/checks/until-met.ts'
import { beginTask, openTask, repairTask } from '#server/model/exam.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import type { Clock } from '#server/time/clock.ts'
import type { ExamChecks } from './exam-checks.ts'
import type { ExamRecord } from './exam-record.ts'

export interface TaskPreparation {
  clock: Clock
  sandbox: Sandbox
  /** With the tasks that were drawn. */
  lesson: Lesson
  record: ExamRecord
  checks: ExamChecks
  signal: AbortSignal
}

/**
 * Repairs every task that was opened, solved or not, so that a repair does not reveal the result. Then runs the fault of the current task.
 * @throws KindlabError `work.no_symptom`, `work.no_effect`
 */
export async function prepareCurrentTask(preparation: TaskPreparation): Promise<void> {
  const { lesson, record } = preparation
  for (const task of record.exam?.begun ?? []) {
    await repair(preparation, task)
  }
  await record.change(beginTask)
  const step = lesson.steps.find(({ id }) => id === record.exam?.task)
  if (step?.fault !== undefined) await runScript(preparation, step.fault, 'work.no_symptom')
  await record.change(openTask)
}

async function repair(preparation: TaskPreparation, task: string): Promise<void> {
  const { clock, lesson, record, checks, signal } = preparation
  const solution = lesson.steps.find(({ id }) => id === task)?.solution
  if (solution !== undefined) {
    await runScript(preparation, solution, 'work.no_effect')
    await untilMet({ clock, step: task, isMet: () => checks.isMet(lesson, task), signal })
  }
  await record.change((exam) => repairTask(exam, task))
}

async function runScript(
  { sandbox, signal }: TaskPreparation,
  script: Script,
  code: 'work.no_symptom' | 'work.no_effect',
): Promise<void> {
  const failure = await changeSandbox({ sandbox, script, signal })
  signal.throwIfAborted()
  if (failure !== undefined) throw new KindlabError(code, { cause: new Error(`${script.path} ${failure}`) })
}
