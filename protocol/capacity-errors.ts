/** Part of the catalogue in errors.ts: what a machine can lack for another cluster. */
import type { ErrorEntry } from './errors.ts'

export const CAPACITY_ERRORS = {
  'capacity.memory': {
    httpStatus: 503,
    message: 'This machine has too little memory left for another cluster.',
    action: 'Wait until somebody ends a lab. The operator sees with `./kindlab doctor` how many fit.',
    isRetryable: true,
  },
  'capacity.disk': {
    httpStatus: 503,
    message: 'The disk of this machine is too full for another cluster.',
    action: 'The operator has to free some: `./kindlab doctor` shows how much is missing.',
    isRetryable: true,
  },
  'capacity.processors': {
    httpStatus: 503,
    message: 'This machine runs as many clusters as its processors carry.',
    action: 'Wait until somebody ends a lab. The operator sees with `./kindlab doctor` how many fit.',
    isRetryable: true,
  },
  'capacity.threads': {
    httpStatus: 503,
    message: 'This machine has too few process ids left for another cluster.',
    action: 'Wait until somebody ends a lab. The operator can raise the limit: `./kindlab doctor` prints the command.',
    isRetryable: true,
  },
  'capacity.inotify': {
    httpStatus: 503,
    message: 'This machine has too few inotify instances left for another cluster.',
    action: 'Wait until somebody ends a lab. The operator can raise the limit: `./kindlab doctor` prints the command.',
    isRetryable: true,
  },
  'capacity.subnets': {
    httpStatus: 503,
    message: 'This machine has no network addresses left for another cluster.',
    action: 'Wait until somebody ends a lab. The operator sees with `./kindlab doctor` how many fit.',
    isRetryable: true,
  },
  'capacity.seats': {
    httpStatus: 503,
    message: 'All places of this site are taken.',
    action: 'Wait until somebody ends a lab; the operator has set how many there are.',
    isRetryable: true,
  },
} as const satisfies Record<string, ErrorEntry>
