'use client'
import { useLesson } from '../lesson/lesson-provider.tsx'
import { ExamResults } from './exam-results.tsx'
import { ExamRules } from './exam-rules.tsx'
import { ExamTasks } from './exam-tasks.tsx'
import { useExam } from './use-exam.ts'

/** Above the text of an exam: its rules and earlier results, or its tasks while it runs. */
export function ExamPanel() {
  const { exam: rules } = useLesson()
  const control = useExam()
  if (rules === undefined) return null
  const hasStarted = control.exam !== undefined && control.exam.state !== 'waiting'
  if (hasStarted) return <ExamTasks control={control} />
  return (
    <>
      <ExamResults />
      <ExamRules rules={rules} control={control} />
    </>
  )
}
