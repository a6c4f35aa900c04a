import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDisplayName } from './display-name.ts'

test('a name is kept as people write it, in one form and without spaces around it', () => {
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

test('nothing, or spaces, is no name', () => {
  for (const typed of ['', '   ', '\u00A0\u3000']) assert.equal(readDisplayName(typed), undefined)
})

test('what could not be shown safely beside other text is refused with the reason', () => {
  const refused: [string, RegExp][] = [
    ['x'.repeat(41), /longer than 40/],
    ['Ada\nroot', /cannot be seen/],
    ['Ada\u001B[31m', /cannot be seen/],
    ['Ada\u0000', /cannot be seen/],
    ['Ada\u0085', /cannot be seen/],
    ['\u202Egnp.exe', /cannot be seen/],
    ['Ada\u2066x', /cannot be seen/],
    ['Ada\u061C', /cannot be seen/],
    ['Ada\u2028Bob', /cannot be seen/],
    ['A\u200Bda', /cannot be seen/],
    ['A\u00ADda', /cannot be seen/],
    ['\u3164', /cannot be seen/],
    ['\u2800', /cannot be seen/],
    ['Ada\uD800', /cannot be seen/],
    ['Ada\uE000', /cannot be seen/],
    ['A\u{E0041}', /cannot be seen/],
    [`Z${'\u0337'.repeat(5)}`, /marks on one letter/],
    ['--', /no letter/],
    ['\u200D', /no letter/],
  ]
  for (const [typed, reason] of refused) {
    assert.throws(() => readDisplayName(typed), { code: 'name.invalid', detail: reason }, JSON.stringify(typed))
  }
})
