import type { EndReason, Lab } from '#server/model/lab.ts'
import { recordAudit } from './lab-audit.ts'
import type { LabEndings } from './lab-endings.ts'
import { findLesson, type LabWorld } from './lab-world.ts'
import { LiveLab } from './live-lab.ts'
import type { LiveLabs } from './live-labs.ts'

export interface OpenLabParts {
  world: LabWorld
  liveLabs: LiveLabs
  endings: LabEndings
}

/** Makes a lab live until it has ended. Each change of its state is audited. */
export function openLab({ world, liveLabs, endings }: OpenLabParts, lab: Lab, estimateMs: number | undefined): LiveLab {
  const end = (live: LiveLab, reason: EndReason): void => {
    endings.start(live, reason).catch((error: unknown) => live.log.error({ err: error, reason }, 'lab.not_ended'))
  }
  const lesson = findLesson(world.course, lab.module, lab.lesson)
  const live = new LiveLab({ world, lab, lesson, estimateMs, onOver: end })
  let state = lab.state
  live.subscribe((event) => {
    if (event.type !== 'lab' || event.view.state === state) return
    state = event.view.state
    void recordAudit(world, live, `lab.${state}`)
    if (state === 'ended') liveLabs.remove(live)
  })
  liveLabs.add(live)
  return live
}
