import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromInput, toInput } from './class-dates.ts'

test('a date goes through the input and back, in winter and in summer', () => {
  for (const month of [0, 6]) {
    const at = new Date(2026, month, 15, 9, 30).getTime()
    assert.equal(toInput(at), `2026-0${month + 1}-15T09:30`)
    assert.equal(fromInput(toInput(at)), at)
  }
})

test('an empty or unreadable input is no date', () => {
  assert.equal(toInput(undefined), '')
  for (const text of ['', 'soon']) assert.equal(fromInput(text), undefined)
})
