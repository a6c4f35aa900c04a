import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDisplayName } from './display-name.ts'

test('a name is normalized and trimmed', () => {
  const kept: Record<string, string> = {
    '  Ada   Lovelace ': 'Ada Lovelace',
    "O'Brien-Smith, 2nd": "O'Brien-Smith, 2nd",
    'Zoe\u0308': 'Zo\u00EB',
    'Ада\u00A0Л.': 'Ада Л.',
    محمد: 'محمد',
    'می\u200Cخواهم': 'می\u200Cخواهم',
    สมศรี: 'สมศรี',
    '👩\u200D💻': '👩\u200D💻',
    '<b>&"': '<b>&"',
  }
  for (const [typed, name] of Object.entries(kept)) assert.equal(readDisplayName(typed), name)
  const forty = '𝒜'.repeat(40)
  assert.equal(readDisplayName(forty), forty)
})

test('an empty name, or one of spaces, is undefined', () => {
  for (const typed of ['', '   ', '\u00A0\u3000']) assert.equal(readDisplayName(typed), undefined)
})

test('an unsafe name is refused with the reason', () => {
  const refused: [string, RegExp][] = [
    ['x'.repeat(41), /longer than 40/],
    ['Ada\nroot', /invisible characters/],
    ['Ada\u001B[31m', /invisible characters/],
    ['Ada\u0000', /invisible characters/],
    ['Ada\u0085', /invisible characters/],
    ['\u202Egnp.exe', /invisible characters/],
    ['Ada\u2066x', /invisible characters/],
    ['Ada\u061C', /invisible characters/],
    ['Ada\u2028Bob', /invisible characters/],
    ['A\u200Bda', /invisible characters/],
    ['A\u00ADda', /invisible characters/],
    ['\u3164', /invisible characters/],
    ['\u2800', /invisible characters/],
    ['Ada\uD800', /invisible characters/],
    ['Ada\uE000', /invisible characters/],
    ['A\u{E0041}', /invisible characters/],
    [`Z${'\u0337'.repeat(5)}`, /marks on one letter/],
    ['--', /no letter/],
    ['\u200D', /no letter/],
  ]
  for (const [typed, reason] of refused) {
    assert.throws(() => readDisplayName(typed), { code: 'name.invalid', detail: reason }, JSON.stringify(typed))
  }
})
