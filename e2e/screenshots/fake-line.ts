/** A server at the other end of the page's socket that plays one situation, for pictures of states that are hard to bring about. */
import type { Page } from '@playwright/test'
import type { ClusterView } from '#protocol/cluster.ts'
import type { ServerControl } from '#protocol/control.ts'
import { type ClientFrame, decodeClientFrame, encodeServerFrame, type ServerFrame } from '#protocol/messages.ts'
import { ROUTES } from '#protocol/routes.ts'
import type { LabView } from '#protocol/views.ts'

export interface Line {
  lab: LabView
  /** What the shells have printed; none is opened when it is undefined. */
  screen?: string
  role?: 'controller' | 'watcher'
  isLagging?: boolean
  /** The line is cut this long after it was made, and cannot be made again. */
  cutAfterMs?: number
  cluster?: ClusterView
  /** What becomes of the lab with each key that is typed, one after the other. */
  typed?: readonly LabView[]
}

export async function playLine(page: Page, line: Line): Promise<void> {
  let isCut = false
  const typed = [...(line.typed ?? [])]
  await page.route(`**${ROUTES.tickets('*').replace('%2A', '*')}`, (route) =>
    isCut ? route.abort() : route.fulfill({ json: { ticket: 'ticket', expiresAt: Date.now() + 30_000 } }),
  )
  await page.routeWebSocket(`**${ROUTES.socket}`, (socket) => {
    const send = (frame: ServerFrame) => socket.send(Buffer.from(encodeServerFrame(frame)))
    for (const control of greeting(line)) send({ type: 'control', channel: 0, control })
    socket.onMessage((data) => {
      const decoded = typeof data === 'string' ? undefined : decodeClientFrame(new Uint8Array(data))
      if (decoded?.ok !== true) return
      for (const frame of answers(line, decoded.frame)) send(frame)
      const lab = decoded.frame.type === 'input' ? typed.shift() : undefined
      if (lab !== undefined) send({ type: 'control', channel: 0, control: { type: 'lab', lab } })
    })
    if (line.cutAfterMs === undefined) return
    setTimeout(() => {
      isCut = true
      void socket.close({ code: 1011 })
    }, line.cutAfterMs)
  })
}

function greeting({ lab }: Line): ServerControl[] {
  return [
    { type: 'lab', lab },
    { type: 'terminals', terminals: [] },
  ]
}

function answers(line: Line, frame: ClientFrame): ServerFrame[] {
  const { channel } = frame
  if (frame.type === 'ping') return [{ type: 'pong', channel, value: frame.value }]
  if (frame.type !== 'control') return []
  const { control } = frame
  if (control.type === 'look' && control.focus !== null && line.cluster !== undefined) {
    return [{ type: 'control', channel: 0, control: { type: 'cluster', view: line.cluster } }]
  }
  if (control.type !== 'open' || line.screen === undefined) return []
  const { node, terminal } = control
  const { role = 'controller', isLagging = false } = line
  const tell = (told: ServerControl): ServerFrame => ({ type: 'control', channel, control: told })
  const bytes = Buffer.from(line.screen)
  return [
    tell({ type: 'opened', epoch: 'e', terminal, node, role, inSeq: 0 }),
    { type: 'data', channel, offset: 0, bytes },
    ...(isLagging ? [tell({ type: 'lag', isLagging })] : []),
  ]
}
