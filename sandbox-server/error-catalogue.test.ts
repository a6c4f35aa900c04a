import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { type ErrorEntry, ERRORS } from '#protocol/error-catalogue.ts'

test('docs/errors.md and the catalogue say the same, row by row', async () => {
  const page = await readFile(new URL('../docs/errors.md', import.meta.url), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z_.]+)`(.*)\|$/gm)].map(([, code, rest]) => [
    code,
    (rest ?? '').split('|').map((cell) => cell.trim()),
  ])
  const entries: [string, ErrorEntry][] = Object.entries(ERRORS)
  const known = entries.map(([code, { httpStatus, closeCode, message, action, isRetryable }]) => [
    code,
    [
      '',
      String(httpStatus),
      closeCode === undefined ? '' : String(closeCode),
      message,
      action,
      isRetryable ? 'yes' : '',
    ],
  ])
  assert.deepEqual(Object.fromEntries(rows), Object.fromEntries(known))
})

test('close codes are those of applications, each used once', () => {
  const entries: ErrorEntry[] = Object.values(ERRORS)
  const codes = entries.flatMap(({ closeCode }) => (closeCode === undefined ? [] : [closeCode]))
  assert.equal(new Set(codes).size, codes.length)
  for (const code of codes) assert.ok(code >= 4000 && code <= 4999, String(code))
})
