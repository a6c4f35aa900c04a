import { CAPACITY_ERRORS } from './capacity-errors.ts'
import { EXAM_ERRORS } from './exam-errors.ts'
import { LAB_ERRORS } from './lab-errors.ts'

/**
 * The one catalogue of what can go wrong. Each code has the HTTP status, the WebSocket close code where a socket ends with it, a sentence for
 * the learner, what to do about it, and whether trying again can help. `docs/errors.md` is tested against this table.
 */
export interface ErrorEntry {
  /** HTTP status of an API answer that carries this code. */
  httpStatus: number
  /** WebSocket close code, where a terminal socket can end with this. */
  closeCode?: number
  /** One sentence a learner understands. */
  message: string
  /** One sentence: the way out. */
  action: string
  /** Whether the same request may succeed later, unchanged. */
  isRetryable: boolean
}

export const ERRORS = {
  'request.invalid': {
    httpStatus: 400,
    message: 'The request is not one that Kindlab understands.',
    action: 'Reload the page; if it happens again, the page and the server are of different versions.',
    isRetryable: false,
  },
  'request.too_large': {
    httpStatus: 413,
    message: 'The request is larger than Kindlab accepts.',
    action: 'Send less at once.',
    isRetryable: false,
  },
  'request.origin': {
    httpStatus: 403,
    message: 'The request comes from a page that is not this site.',
    action: 'Open the site at the address that the server printed when it started.',
    isRetryable: false,
  },
  'session.missing': {
    httpStatus: 401,
    message: 'This browser has no session yet.',
    action: 'Allow cookies for this site and reload the page.',
    isRetryable: false,
  },
  'access.required': {
    httpStatus: 401,
    message: 'This site asks for an access code first.',
    action: 'Reload the page and type the code that you were given.',
    isRetryable: false,
  },
  'name.invalid': {
    httpStatus: 400,
    message: 'This name cannot be shown.',
    action: 'Choose another one: at most 40 letters, digits, spaces and usual signs.',
    isRetryable: false,
  },
  not_found: {
    httpStatus: 404,
    message: 'There is nothing here.',
    action: 'Go back to the course map.',
    isRetryable: false,
  },
  'lesson.not_found': {
    httpStatus: 404,
    message: 'There is no such lesson in this course.',
    action: 'Choose a lesson from the course map.',
    isRetryable: false,
  },
  'lesson.no_lab': {
    httpStatus: 409,
    message: 'This lesson has no lab.',
    action: 'Read on; nothing has to be started.',
    isRetryable: false,
  },
  ...LAB_ERRORS,
  'work.busy': {
    httpStatus: 409,
    message: 'Kindlab is already changing something in your cluster.',
    action: 'Wait until it is done.',
    isRetryable: true,
  },
  'work.unknown_step': {
    httpStatus: 404,
    message: 'This cannot be done for this step now.',
    action: 'Reload the page to see how the step is.',
    isRetryable: false,
  },
  'work.other_fault': {
    httpStatus: 409,
    message: 'What was broken for another step is not repaired yet.',
    action: 'Repair that first: two troubles at once would hide each other.',
    isRetryable: false,
  },
  'work.no_symptom': {
    httpStatus: 502,
    message: 'Something was changed, but the trouble did not show itself in time.',
    action: 'Try again. If it happens again, end the lab and start a new one.',
    isRetryable: true,
  },
  ...CAPACITY_ERRORS,
  'work.no_effect': {
    httpStatus: 502,
    message: 'The solution could not be run to its end in this cluster.',
    action: 'Try again. If it happens again, start the step over in a fresh cluster.',
    isRetryable: true,
  },
  'solution.not_tried': {
    httpStatus: 409,
    message: 'You have not tried this step yet.',
    action: 'Try it first, or ask for the solution all the same.',
    isRetryable: false,
  },
  ...EXAM_ERRORS,
  'ticket.invalid': {
    httpStatus: 401,
    closeCode: 4003,
    message: 'The ticket for the terminal is used, too old, or not one of ours.',
    action: 'Nothing to do: the page asks for a new one.',
    isRetryable: true,
  },
  'terminal.exited': {
    httpStatus: 409,
    closeCode: 4000,
    message: 'The shell has ended.',
    action: 'Start a new shell.',
    isRetryable: false,
  },
  'terminal.taken_over': {
    httpStatus: 409,
    closeCode: 4008,
    message: 'The terminal is controlled from another page.',
    action: 'Choose "Take control" to type here.',
    isRetryable: false,
  },
  'terminal.protocol': {
    httpStatus: 400,
    closeCode: 4009,
    message: 'The page sent something that the terminal protocol does not allow.',
    action: 'Reload the page.',
    isRetryable: false,
  },
  'terminal.failed': {
    httpStatus: 502,
    message: 'No shell could be started on this node.',
    action: 'Try again; if the node is stopped, start a fresh cluster.',
    isRetryable: true,
  },
  'terminal.limit': {
    httpStatus: 429,
    message: 'You have as many terminals open as this site allows.',
    action: 'Close one of them.',
    isRetryable: false,
  },
  'server.restarting': {
    httpStatus: 503,
    closeCode: 4010,
    message: 'The server is restarting; your cluster and shells stay.',
    action: 'Nothing to do: the page connects again by itself.',
    isRetryable: true,
  },
  'server.unreachable': {
    httpStatus: 503,
    message: 'The Kindlab server does not answer.',
    action: 'Reading goes on without it. Check that it runs (`./kindlab up`) and try again.',
    isRetryable: true,
  },
  'rate.limited': {
    httpStatus: 429,
    closeCode: 4029,
    message: 'Too many requests in a short time.',
    action: 'Wait a moment and try again.',
    isRetryable: true,
  },
  'docker.unavailable': {
    httpStatus: 503,
    message: 'Docker does not answer on this machine, so clusters cannot be reached now.',
    action: 'You can go on reading. The operator can run `./kindlab doctor`.',
    isRetryable: true,
  },
  'sandbox.boot_failed': {
    httpStatus: 502,
    message: 'The cluster could not be started.',
    action:
      'Try again. If it fails again, the operator finds the reason with `./kindlab doctor` and in the server log.',
    isRetryable: true,
  },
  'sandbox.image_missing': {
    httpStatus: 503,
    message: 'The node image is not on this machine.',
    action: 'The operator runs `./kindlab up` once more.',
    isRetryable: false,
  },
  'sandbox.gone': {
    httpStatus: 410,
    message: 'The cluster of this lab is not there any more.',
    action: 'Start a fresh cluster.',
    isRetryable: false,
  },
  'exec.timeout': {
    httpStatus: 504,
    message: 'A command in the cluster did not finish in time.',
    action: 'Try again; if the node is overloaded, end what runs on it.',
    isRetryable: true,
  },
  'check.failed_to_run': {
    httpStatus: 502,
    message: 'The check could not be run.',
    action: 'Choose "Check now" to try again.',
    isRetryable: true,
  },
  internal: {
    httpStatus: 500,
    message: 'Something went wrong in Kindlab itself.',
    action: 'Try again; the operator finds the reason in the server log.',
    isRetryable: true,
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}

/** Body of every API answer that is not a success. */
export interface ErrorView {
  error: {
    code: ErrorCode
    message: string
    action: string
    isRetryable: boolean
    /** What exactly was the matter, for this one occurrence (for example the name of a field). */
    detail?: string
  }
}

/** An error with a place in the catalogue. `detail` is for this one occurrence and may be shown to the learner; `cause` is for the log only. */
export class KindlabError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(options.detail === undefined ? ERRORS[code].message : `${ERRORS[code].message} (${options.detail})`, {
      cause: options.cause,
    })
    this.name = 'KindlabError'
    this.code = code
    this.detail = options.detail
  }

  get entry(): ErrorEntry {
    return ERRORS[this.code]
  }

  toView(): ErrorView {
    const { message, action, isRetryable } = this.entry
    const detail = this.detail === undefined ? {} : { detail: this.detail }
    return { error: { code: this.code, message, action, isRetryable, ...detail } }
  }
}
