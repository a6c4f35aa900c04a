/** A fake server for the socket of the page, for pictures of states that are hard to produce. */
import type { Page } from '@playwright/test'
import type { ClusterView } from '#protocol/cluster.ts'
import { type ClientFrame, decodeClientFrame, encodeServerFrame, type ServerFrame } from '#protocol/frames.ts'
import type { ServerPageMessage, ServerTerminalMessage } from '#protocol/messages.ts'
import { endpointPath } from '#protocol/api.ts'
import { SOCKET_PATH } from '#protocol/socket.ts'
import type { LabView } from '#protocol/views.ts'

export interface Line {
  lab: LabView
  /** Output of the shells; undefined if none is open. */
  screen?: string
  role?: 'controller' | 'watcher'
  isLagging?: boolean
  /** Time after which the connection is cut for good. */
  cutAfterMs?: number
  cluster?: ClusterView
  /** States of the lab after each typed key. */
  typed?: readonly LabView[]
}

export async function fakeSocket(page: Page, line: Line): Promise<void> {
  let isCut = false
  const typed = [...(line.typed ?? [])]
  await page.route(`**${endpointPath('ticket.create', { id: '*' }).replace('%2A', '*')}`, (route) =>
    isCut ? route.abort() : route.fulfill({ json: { ticket: 'ticket', expiresAt: Date.now() + 30_000 } }),
  )
  await page.routeWebSocket(`**${SOCKET_PATH}`, (socket) => {
    const send = (frame: ServerFrame) => socket.send(Buffer.from(encodeServerFrame(frame)))
    for (const message of greeting(line)) send({ type: 'page_message', channel: 0, message })
    socket.onMessage((data) => {
      const decoded = typeof data === 'string' ? undefined : decodeClientFrame(new Uint8Array(data))
      if (decoded?.ok !== true) return
      for (const frame of answers(line, decoded.frame)) send(frame)
      const lab = decoded.frame.type === 'input' ? typed.shift() : undefined
      if (lab !== undefined) send({ type: 'page_message', channel: 0, message: { type: 'lab', lab } })
    })
    if (line.cutAfterMs === undefined) return
    setTimeout(() => {
      isCut = true
      void socket.close({ code: 1011 })
    }, line.cutAfterMs)
  })
}

function greeting({ lab }: Line): ServerPageMessage[] {
  return [
    { type: 'lab', lab },
    { type: 'terminals', terminals: [] },
  ]
}

function answers(line: Line, frame: ClientFrame): ServerFrame[] {
  const { channel } = frame
  if (frame.type === 'ping') return [{ type: 'pong', channel, value: frame.value }]
  if (frame.type === 'page_message') {
    if (frame.message.type !== 'watch_cluster' || frame.message.focus === null || line.cluster === undefined) return []
    return [{ type: 'page_message', channel: 0, message: { type: 'cluster', view: line.cluster } }]
  }
  if (frame.type !== 'terminal_message' || frame.message.type !== 'open' || line.screen === undefined) return []
  const { node, terminal } = frame.message
  const { role = 'controller', isLagging = false } = line
  const messageFrame = (message: ServerTerminalMessage): ServerFrame => ({ type: 'terminal_message', channel, message })
  const bytes = Buffer.from(line.screen)
  return [
    messageFrame({ type: 'opened', epoch: 'e', terminal, node, role, inSeq: 0 }),
    { type: 'data', channel, offset: 0, bytes },
    ...(isLagging ? [messageFrame({ type: 'lag', isLagging })] : []),
  ]
}
