/** A learner with a lab and an open terminal, and an instructor of the learner's class. */
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { endpointPath } from '#protocol/api.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import { WatchView } from '#protocol/classes.ts'
import { type ClientFrame, decodeServerFrame, encodeClientFrame, type ServerFrame } from '#protocol/frames.ts'
import { SOCKET_PATH, SOCKET_PROTOCOL, TICKET_PROTOCOL_PREFIX } from '#protocol/socket.ts'
import { TicketView } from '#protocol/views.ts'
import type { HttpClient } from './http-client.ts'
import { TestServer } from './test-server.ts'

export async function openSocket(client: HttpClient, ticket: string) {
  const url = `${client.origin.replace('http', 'ws')}${SOCKET_PATH}`
  const protocols = [SOCKET_PROTOCOL, `${TICKET_PROTOCOL_PREFIX}${ticket}`]
  const socket = new WebSocket(url, protocols, { headers: { cookie: client.cookieHeader }, origin: client.origin })
  const frames: ServerFrame[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (data: Buffer) => {
    const decoded = decodeServerFrame(new Uint8Array(data))
    if (decoded.ok) frames.push(decoded.frame)
    for (const look of waiting) look()
  })
  await once(socket, 'open')
  const until = (isIt: (frame: ServerFrame) => boolean) =>
    new Promise<ServerFrame>((resolve) => {
      const look = () => {
        const found = frames.find(isIt)
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })
  const send = (frame: ClientFrame) => socket.send(encodeClientFrame(frame))
  return { socket, frames, until, send, closed: once(socket, 'close') }
}

export const openFrame = (writer: string, terminal = 'worker-1'): ClientFrame => ({
  type: 'terminal_message',
  channel: 1,
  message: { type: 'open', node: 'worker', terminal, cols: 80, rows: 24, writer },
})

export const watchersIn = (frame: ServerFrame): readonly string[] | undefined =>
  frame.type === 'page_message' && frame.message.type === 'watchers' ? frame.message.names : undefined
export const isOpened = (frame: ServerFrame) => frame.type === 'terminal_message' && frame.message.type === 'opened'

/** @param lesson of the first module, with a lab */
export async function startWatchedLab(lesson = 'hands-and-feet') {
  const stack = new AsyncDisposableStack()
  const server = stack.use(await TestServer.start())
  const { store, clock } = server.world
  const { client: learner, lab } = await server.learnerWithLab(lesson)
  const learnerId = server.labs.find(lab.id)?.learnerId ?? ''
  const { client: instructor, session } = await server.learner()
  await store.learners.rename(session.learner.id, 'Grace')
  const limits = { startsAt: undefined, endsAt: undefined, seats: undefined }
  await store.classes.add({ id: 'monday', name: 'Monday', ...limits, settings: DEFAULT_CLASS_SETTINGS }, 1)
  await store.classes.addMember('monday', session.learner.id, { role: 'instructor', now: 1 })
  await store.classes.addMember('monday', learnerId, { role: 'learner', now: 1 })
  const { ticket } = TicketView.parse((await learner.post(endpointPath('ticket.create', { id: lab.id }))).json)
  const own = await openSocket(learner, ticket)
  own.send(openFrame('the-learner'))
  await own.until(isOpened)
  const path = endpointPath('class.watch', { id: 'monday', member: learnerId })
  const watch = async () => openSocket(instructor, WatchView.parse((await instructor.post(path)).json).ticket)
  const wait = () => clock.advance(1_000)
  return {
    server,
    store,
    learner,
    learnerId,
    lab,
    instructor,
    own,
    watch,
    wait,
    path,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
