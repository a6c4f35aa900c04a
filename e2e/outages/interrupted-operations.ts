import type { LearnerClient } from './learner-client.ts'

/** An operation of a learner that a fault interrupts. */
export interface Operation {
  name: string
  /** Brings the learner to the start of the operation. */
  prepare: (learner: LearnerClient) => Promise<void>
  /** Starts the operation; resolves while it is still running. */
  start: (learner: LearnerClient) => Promise<void>
  /** True when the operation cannot proceed while nodes are held. Other operations start last. */
  isHeld: boolean
  /** True when the learner has the same cluster afterwards. */
  keepsCluster: boolean
}

const prepareLab = async (learner: LearnerClient): Promise<void> => void (await learner.getReadyLab())

const BOOT_NODES: Operation = {
  name: 'a boot while its nodes start',
  prepare: async () => undefined,
  start: async (learner) => {
    await learner.start()
    await learner.waitForPhase('nodes')
  },
  isHeld: false,
  keepsCluster: false,
}

const BOOT_API: Operation = {
  name: 'a boot while it waits for the API server',
  prepare: async () => undefined,
  start: async (learner) => {
    await learner.start()
    await learner.waitForPhase('api')
  },
  isHeld: true,
  keepsCluster: false,
}

const RESET: Operation = {
  name: 'a reset',
  prepare: prepareLab,
  start: (learner) => learner.requestAccepted('reset'),
  isHeld: false,
  keepsCluster: false,
}

const END: Operation = {
  name: 'an end',
  prepare: prepareLab,
  start: (learner) => learner.requestAccepted('end'),
  isHeld: false,
  keepsCluster: false,
}

const KEEP: Operation = {
  name: 'a suspend',
  prepare: prepareLab,
  start: (learner) => learner.requestAccepted('keep'),
  isHeld: true,
  keepsCluster: true,
}

const RESUME: Operation = {
  name: 'a resume',
  prepare: async (learner) => {
    await learner.getReadyLab()
    await learner.requestAccepted('keep')
  },
  start: async (learner) => {
    await learner.requestAccepted('resume')
    await learner.waitForPhase('api')
  },
  isHeld: true,
  keepsCluster: true,
}

/** Grouped by server: on two processors a server boots one cluster at a time. */
export const OPERATIONS: readonly (readonly Operation[])[] = [[BOOT_NODES, END, KEEP], [BOOT_API], [RESET], [RESUME]]
