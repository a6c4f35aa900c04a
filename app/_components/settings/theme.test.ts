import assert from 'node:assert/strict'
import { test } from 'node:test'
import { themeChoice, themeFor } from './theme.ts'

test('an unknown stored theme means: follow the system', () => {
  assert.equal(themeChoice(undefined), 'system')
  assert.equal(themeChoice('sepia'), 'system')
  assert.equal(themeChoice('contrast'), 'contrast')
})

test('a choice wins over the system', () => {
  assert.equal(themeFor('light', { prefersDark: true, prefersContrast: true }), 'light')
})

test('the system decides between light, dark and high contrast', () => {
  assert.equal(themeFor('system', { prefersDark: false, prefersContrast: false }), 'light')
  assert.equal(themeFor('system', { prefersDark: true, prefersContrast: false }), 'dark')
  assert.equal(themeFor('system', { prefersDark: true, prefersContrast: true }), 'contrast')
})
