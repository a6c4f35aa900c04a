import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '#server/time/clock.ts'
import { inlineMirrors } from './mirror/inline-mirrors.ts'
import { TerminalHub } from './terminal-hub.ts'
import { FakeLab } from './testing/fake-lab.ts'
import { makeFakeSandbox } from './testing/fake-site.ts'

test('many requests to end one shell are one attempt at a time', async () => {
  const sandbox = await makeFakeSandbox()
  let kills = 0
  const openTerminal = sandbox.openTerminal.bind(sandbox)
  sandbox.openTerminal = async (options) => {
    const pty = await openTerminal(options)
    const kill = pty.kill.bind(pty)
    pty.kill = async () => {
      kills += 1
      await kill()
    }
    return pty
  }
  const log = pino({ level: 'silent' })
  const hub = new TerminalHub({ lab: new FakeLab(sandbox), clock: systemClock, mirrors: inlineMirrors(), log })
  await hub.refresh()
  const size = { cols: 80, rows: 24 }
  await hub.open({ node: 'worker', terminal: 'worker-1', size, epoch: undefined })
  await Promise.all(Array.from({ length: 1_000 }, () => hub.end('worker-1')))
  assert.equal(kills, 1)
  await hub.close()
})
