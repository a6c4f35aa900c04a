import type { Learner } from './learner.ts'

/** What a learner does while it strikes. */
export interface Operation {
  name: string
  /** Brings the learner to where it begins. */
  prepare: (learner: Learner) => Promise<void>
  /** Resolves when it is under way. */
  begin: (learner: Learner) => Promise<void>
  /** Whether it stays where it is for as long as nodes are held; what does not begins last. */
  isHeld: boolean
  /** Whether the learner's cluster is the same one afterwards. */
  keepsCluster: boolean
}

const haveLab = async (learner: Learner): Promise<void> => void (await learner.untilReady())

const BOOT_NODES: Operation = {
  name: 'a boot, as its nodes start',
  prepare: async () => undefined,
  begin: async (learner) => {
    await learner.start()
    await learner.untilPhase('nodes')
  },
  isHeld: false,
  keepsCluster: false,
}

const BOOT_API: Operation = {
  name: 'a boot, as it waits for the API server',
  prepare: async () => undefined,
  begin: async (learner) => {
    await learner.start()
    await learner.untilPhase('api')
  },
  isHeld: true,
  keepsCluster: false,
}

const RESET: Operation = {
  name: 'a fresh cluster',
  prepare: haveLab,
  begin: (learner) => learner.askAndAgree('reset'),
  isHeld: false,
  keepsCluster: false,
}

const END: Operation = {
  name: 'an end',
  prepare: haveLab,
  begin: (learner) => learner.askAndAgree('end'),
  isHeld: false,
  keepsCluster: false,
}

const KEEP: Operation = {
  name: 'a keep',
  prepare: haveLab,
  begin: (learner) => learner.askAndAgree('keep'),
  isHeld: true,
  keepsCluster: true,
}

const RESUME: Operation = {
  name: 'a resume',
  prepare: async (learner) => {
    await learner.untilReady()
    await learner.askAndAgree('keep')
  },
  begin: async (learner) => {
    await learner.askAndAgree('resume')
    await learner.untilPhase('api')
  },
  isHeld: true,
  keepsCluster: true,
}

/** Those that may go on in one server at the same time: where there are two processors, it lets one cluster boot. */
export const OPERATIONS: readonly (readonly Operation[])[] = [[BOOT_NODES, END, KEEP], [BOOT_API], [RESET], [RESUME]]
