'use client'
import { useSearchParams } from 'next/navigation'
import { useLab } from '../lab/use-lab.ts'
import { ErrorText } from '../site/error-text.tsx'
import { ClassList } from './class-list.tsx'
import { OneClass } from './one-class.tsx'

/** The list of classes, or the class of the address. */
export function ClassPage() {
  const { session } = useLab()
  const classId = useSearchParams().get('id')
  if (session.state === 'failed') return <ErrorText error={session.error} />
  if (session.state !== 'ready') return null
  if (classId !== null) return <OneClass key={classId} classId={classId} />
  return <ClassList canCreate={session.view.learner.role !== undefined} />
}
