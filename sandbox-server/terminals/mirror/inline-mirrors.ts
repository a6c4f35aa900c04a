import { SliceScheduler, type Turns } from './slice-scheduler.ts'
import type { MirrorClient, MirrorHost } from './mirror-messages.ts'
import { MirrorRoom } from './mirror-room.ts'

/** Mirrors in the thread of the caller: for tests, which may take the turns one by one. */
export function inlineMirrors(turns?: Turns): MirrorHost {
  const clients = new Map<number, MirrorClient>()
  const room = new MirrorRoom({
    scheduler: new SliceScheduler(turns),
    now: () => turns?.now() ?? performance.now(),
    answer: (answer) => {
      if (answer.type === 'pong') return
      if (answer.type === 'failed') throw new Error(answer.reason)
      clients.get(answer.id)?.answer(answer)
    },
    onParsing: () => undefined,
  })
  let lastId = 0
  return {
    open: ({ size, client }) => {
      const id = ++lastId
      clients.set(id, client)
      room.handle({ type: 'open', id, size })
      return {
        write: (seq, bytes, progress) => room.handle({ type: 'write', id, seq, bytes, progress }),
        resize: (seq, newSize) => room.handle({ type: 'resize', id, seq, size: newSize }),
        typed: () => room.handle({ type: 'typed', id }),
        requestSnapshot: () => room.handle({ type: 'snapshot', id }),
        close: () => {
          clients.delete(id)
          room.handle({ type: 'close', id })
        },
      }
    },
  }
}
