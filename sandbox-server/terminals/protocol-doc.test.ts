import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import {
  ClientPageMessage,
  ClientTerminalMessage,
  ServerPageMessage,
  ServerTerminalMessage,
} from '#protocol/messages.ts'
import { ERRORS, type ErrorEntry } from '#protocol/error-catalogue.ts'
import { LIMITS } from '#protocol/limits.ts'
import { CLIENT_FRAMES, SERVER_FRAMES } from '#protocol/frames.ts'

const page = await readFile(new URL('../../docs/protocol.md', import.meta.url), 'utf8')

/** Rows of the table under a heading, with trimmed cells and without backticks. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  )
}

test('docs/protocol.md has exactly the frames of the codec', () => {
  const entries = [
    ...Object.entries(CLIENT_FRAMES).map(([name, entry]) => ({ name, from: 'page', ...entry })),
    ...Object.entries(SERVER_FRAMES).map(([name, entry]) => ({ name, from: 'server', ...entry })),
  ]
  const known = entries.map(({ name, from, code, channels }) => [
    name,
    from,
    `0x${code.toString(16).padStart(2, '0')}`,
    channels,
  ])
  assert.deepEqual(
    rowsUnder('Frames').map((row) => row.slice(0, 4)),
    known,
  )
  const payloads = new Map(rowsUnder('Frames').map(([name, from, , , payload]) => [`${from} ${name}`, payload ?? '']))
  assert.ok(payloads.get('page input')?.includes(`${LIMITS.maxInputFrameBytes} bytes`))
  assert.ok(payloads.get('server data')?.includes(`${LIMITS.maxDataFrameBytes} bytes`))
  assert.ok(payloads.get('server snapshot')?.includes(`${LIMITS.maxSnapshotBytes} bytes`))
})

for (const [heading, schema] of [
  ['Messages from the page, channel 0', ClientPageMessage],
  ['Messages from the page, terminal channels', ClientTerminalMessage],
  ['Messages from the server, channel 0', ServerPageMessage],
  ['Messages from the server, terminal channels', ServerTerminalMessage],
] as const) {
  test(`docs/protocol.md has exactly the ${heading.toLowerCase()}, with their fields`, () => {
    const known = schema.def.options.map(({ shape }) => {
      const fields = Object.keys(shape).filter((field) => field !== 'type')
      return [[...shape.type.def.values].join(), fields.join(', ')]
    })
    assert.deepEqual(
      rowsUnder(heading).map(([type, fields]) => [type, fields]),
      known,
    )
  })
}

test('docs/protocol.md has exactly the close codes of the error catalogue', () => {
  const entries: [string, ErrorEntry][] = Object.entries(ERRORS)
  const known = entries.flatMap(([code, { closeCode }]) => (closeCode === undefined ? [] : [[String(closeCode), code]]))
  const written = rowsUnder('Close codes').map((row) => row.slice(0, 2))
  assert.equal(written.length, known.length)
  assert.deepEqual(Object.fromEntries(written), Object.fromEntries(known))
})

test('docs/protocol.md has exactly the limits, with their values', () => {
  const known = Object.entries(LIMITS).map(([name, value]) => [name, String(value)])
  assert.deepEqual(
    rowsUnder('Limits').map((row) => row.slice(0, 2)),
    known,
  )
})
