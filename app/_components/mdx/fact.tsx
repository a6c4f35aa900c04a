'use client'
import type { ReactNode } from 'react'
import type { FactName } from '#course/sandbox-facts.ts'
import { useLab } from '../lab/use-lab.ts'
import { situationOf } from '../lab/lab-situation.ts'
import { useLesson } from '../lesson/lesson-provider.tsx'

/** A value of the learner's own cluster; without a cluster, the example value from the text. */
export function Fact({ name, children }: { name: FactName; children: ReactNode }) {
  const situation = situationOf(useLab(), useLesson())
  const value = situation.kind === 'ready' ? situation.lab.facts?.[name] : undefined
  if (value === undefined) return <code>{children}</code>
  return <code title="In your cluster">{value}</code>
}
