/** Part of the catalogue in errors.ts: what a lab cannot do in the state that it is in. */
import type { ErrorEntry } from './errors.ts'

export const LAB_ERRORS = {
  'lab.not_found': {
    httpStatus: 404,
    message: 'This lab does not exist any more.',
    action: 'Start a new one from the lesson.',
    isRetryable: false,
  },
  'lab.already_running': {
    httpStatus: 409,
    message: 'You already have a lab, for another lesson.',
    action: 'End it first, or go back to its lesson.',
    isRetryable: false,
  },
  'lab.kept': {
    httpStatus: 409,
    message: 'You keep a cluster of another lesson for later.',
    action: 'Go on with it there, or remove it, then start this lesson.',
    isRetryable: false,
  },
  'lab.not_kept': {
    httpStatus: 409,
    message: 'Clusters are not kept for later on this site.',
    action: 'Go on, or end the lab; steps that are done stay done.',
    isRetryable: false,
  },
  'lab.not_ready': {
    httpStatus: 409,
    message: 'The cluster of this lab is not ready.',
    action: 'Wait until it is; the lesson page shows how far it is.',
    isRetryable: true,
  },
  'lab.ended': {
    httpStatus: 409,
    closeCode: 4001,
    message: 'This lab has ended.',
    action: 'Start a new one from the lesson.',
    isRetryable: false,
  },
  'lab.capacity': {
    httpStatus: 503,
    message: 'This machine has no room for another cluster now.',
    action: 'Wait until somebody ends a lab, then try again.',
    isRetryable: true,
  },
  'lab.outdated': {
    httpStatus: 409,
    message: 'The page shows an older cluster of this lab.',
    action: 'Reload the page.',
    isRetryable: false,
  },
} as const satisfies Record<string, ErrorEntry>
