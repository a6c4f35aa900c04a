import assert from 'node:assert/strict'
import { test } from 'node:test'
import headless from '@xterm/headless'
import type { ShellMark } from '../channel/screen.ts'
import { CommandLog } from './command-log.ts'

/** Parses the pieces in order, with the marks between them. */
async function show(pieces: readonly (string | ShellMark)[], size = { cols: 20, rows: 10 }): Promise<CommandLog> {
  const terminal = new headless.Terminal({ ...size, scrollback: 30, allowProposedApi: true })
  const log = new CommandLog(terminal)
  for (const piece of pieces) {
    if (typeof piece !== 'string') log.mark(piece)
    else await new Promise<void>((resolve) => terminal.write(piece.replaceAll('\n', '\r\n'), resolve))
  }
  return log
}

const command = (text: string, output: string, exit: number): (string | ShellMark)[] => [
  { mark: 'A' },
  '$ ',
  { mark: 'B' },
  `${text}\n`,
  { mark: 'C' },
  output,
  { mark: 'D', exit },
]

test('each command has its text, its output and its exit code, newest first', async () => {
  const log = await show([...command('ls', 'a\nb\n', 0), ...command('false', '', 1)])
  assert.deepEqual(
    log.commands().map(({ text, output, exitCode }) => [text, output, exitCode]),
    [
      ['false', '', 1],
      ['ls', 'a\nb', 0],
    ],
  )
})

test('a wrapped line is one line, and output without a final line end is complete', async () => {
  const long = 'x'.repeat(45)
  const log = await show([...command(`echo ${long}`, `${long}\nend`, 0)])
  assert.equal(log.commands()[0]?.text, `echo ${long}`)
  assert.equal(log.commands()[0]?.output, `${long}\nend`)
})

test('a running command has its output so far', async () => {
  const log = await show(['$ ', { mark: 'B' }, 'sleep 9\n', { mark: 'C' }, 'one\ntwo'])
  assert.deepEqual(log.commands()[0], { id: 1, text: 'sleep 9', exitCode: undefined, output: 'one\ntwo' })
})

test('a command stays in the log when its output has left the scrollback', async () => {
  const log = await show([...command('seq 1 99', Array.from({ length: 99 }, (_, row) => `${row}\n`).join(''), 0)])
  assert.equal(log.commands()[0]?.text, 'seq 1 99')
  assert.equal(log.commands()[0]?.output, undefined)
})

test('an end mark without a start mark, as after a reload, adds no command', async () => {
  const log = await show(['left over', { mark: 'D', exit: 0 }, ...command('id', 'root\n', 0)])
  assert.equal(log.commands().length, 1)
  log.clear()
  assert.deepEqual(log.commands(), [])
})
