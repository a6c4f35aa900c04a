/** Part of the catalogue in errors.ts: what an exam refuses. */
import type { ErrorEntry } from './errors.ts'

export const EXAM_ERRORS = {
  'exam.no_help': {
    httpStatus: 409,
    message: 'This is an exam: there are no hints, no solutions and no results before it is handed in.',
    action: 'Hand in to see the result, with what each check found.',
    isRetryable: false,
  },
  'exam.not_kept': {
    httpStatus: 409,
    message: 'An exam cannot be kept for later: its time goes on.',
    action: 'Go on with it, or hand it in.',
    isRetryable: false,
  },
  'exam.none': {
    httpStatus: 409,
    message: 'There is no exam here to go on with.',
    action: 'Open its first task, or reload the page to see how it stands.',
    isRetryable: false,
  },
} as const satisfies Record<string, ErrorEntry>
