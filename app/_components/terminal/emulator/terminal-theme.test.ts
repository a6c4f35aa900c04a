import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { contrastRatioFor, themeFrom } from './terminal-theme.ts'

test('each of the 16 colours comes from its variable', () => {
  const theme = themeFrom((name) => `colour of ${name}`)
  assert.equal(theme.black, 'colour of --terminal-ansi-0')
  assert.equal(theme.brightWhite, 'colour of --terminal-ansi-15')
  assert.equal(theme.background, 'colour of --terminal-background')
})

test('a missing variable leaves the default', () => {
  assert.deepEqual(
    themeFrom(() => ''),
    {},
  )
})

test('the site defines every variable that the terminal reads', () => {
  const tokens = readFileSync(new URL('../../../tokens.css', import.meta.url), 'utf8')
  const missing: string[] = []
  themeFrom((name) => {
    if (!tokens.includes(`${name}:`)) missing.push(name)
    return name
  })
  assert.deepEqual(missing, [])
})

test('the high-contrast theme has a higher ratio', () => {
  assert.equal(contrastRatioFor('light'), 4.5)
  assert.equal(contrastRatioFor('contrast'), 7)
})
