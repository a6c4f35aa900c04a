/** Which scripts a piece of work runs, in order. Pure. */
import type { Lesson, Script, Step } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { WorkKind } from '#protocol/work.ts'

/** One script: it puts the fault of a step in place, or brings the step to the state that its checks expect. */
export interface Task {
  does: 'break' | 'solve'
  step: Step
  script: Script
}

export interface LabKnowledge {
  isBroken: (step: string) => boolean
  isMet: (step: string) => boolean
}

/** @throws KindlabError `work.unknown_step` when the lesson has no such step, or the step has no script for this work */
export function planWork(kind: WorkKind, stepId: string, lesson: Lesson, known: LabKnowledge): Task[] {
  const index = lesson.steps.findIndex(({ id }) => id === stepId)
  const step = lesson.steps[index]
  if (step === undefined) throw new KindlabError('work.unknown_step', { detail: stepId })
  if (kind === 'start') return lesson.steps.slice(0, index).flatMap((earlier) => redo(earlier, known))
  const broken = task('break', step, step.fault)
  const solved = task('solve', step, step.solution)
  const tasks = { break: broken, solve: solved, reset: step.fault === undefined ? [] : [...solved, ...broken] }[kind]
  if (tasks.length === 0 || (kind === 'solve' && step.fault !== undefined && !known.isBroken(stepId))) {
    throw new KindlabError('work.unknown_step', { detail: stepId })
  }
  return tasks
}

/** A later step may depend on effects of an earlier fault, so the fault runs as well. */
function redo(step: Step, { isBroken, isMet }: LabKnowledge): Task[] {
  if (isMet(step.id) && (step.fault === undefined || isBroken(step.id))) return []
  const fault = isBroken(step.id) ? [] : task('break', step, step.fault)
  return [...fault, ...task('solve', step, step.solution)]
}

function task(does: Task['does'], step: Step, script: Script | undefined): Task[] {
  return script === undefined ? [] : [{ does, step, script }]
}
