import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/errors.ts'
import type { LiveLab } from './live-lab.ts'

/** The lab that a learner has, for who asks for one for this lesson. @throws KindlabError `lab.already_running` when it is of no use for it */
export function joinLab(live: LiveLab, lesson: Lesson): LiveLab {
  const { state, module, lesson: lessonId } = live.lab
  const isHere = module === lesson.moduleId && lessonId === lesson.id
  if (state === 'kept' && !isHere) throw new KindlabError('lab.kept', { detail: `${module}/${lessonId}` })
  if (state !== 'creating' && state !== 'ready' && state !== 'kept') {
    throw new KindlabError('lab.already_running', { detail: 'the last one is still ending' })
  }
  if (isHere) return live
  throw new KindlabError('lab.already_running', { detail: `${module}/${lessonId}` })
}
