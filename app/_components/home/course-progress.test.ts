import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StepProgressView } from '#protocol/progress.ts'
import { countLessons } from './course-progress.ts'
import type { LessonCard } from './lesson-card.ts'

function cardOf(key: string, minutes: number): LessonCard {
  return {
    key,
    href: `/learn/${key}`,
    title: key,
    minutes,
    steps: [{ id: 'look', title: 'Look', weight: 1, checks: ['seen'] }],
  }
}

const met: StepProgressView = { step: 'look', hints: 0, doneAt: 1, doneBy: 'own' }
const LESSONS = [cardOf('node/a', 20), cardOf('node/b', 25), cardOf('node/c', 15)]

test('a lesson is done when all its steps are done; its minutes no longer count as remaining', () => {
  assert.deepEqual(countLessons(LESSONS, { 'node/b': [met] }), { done: 1, total: 3, minutesLeft: 35 })
})

test('without progress all minutes remain', () => {
  assert.deepEqual(countLessons(LESSONS, {}), { done: 0, total: 3, minutesLeft: 60 })
})
