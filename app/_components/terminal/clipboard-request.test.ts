import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textToCopy } from './clipboard-request.ts'

const JUST_TYPED = { now: 10_000, lastKeyAt: 9_000, isController: true }
const encode = (text: string) => Buffer.from(text).toString('base64')

test('a program that the learner just used may fill the clipboard', () => {
  assert.equal(textToCopy(`c;${encode('é 漢')}`, JUST_TYPED), 'é 漢')
  assert.equal(textToCopy(`;${encode('x')}`, JUST_TYPED), 'x')
})

test('[D10] the clipboard is never read', () => {
  assert.equal(textToCopy('c;?', JUST_TYPED), undefined)
})

test('[D10] without a key in the last 5 s, or from a Watcher, nothing is copied', () => {
  assert.equal(textToCopy(`c;${encode('x')}`, { ...JUST_TYPED, lastKeyAt: 4_999 }), undefined)
  assert.equal(textToCopy(`c;${encode('x')}`, { ...JUST_TYPED, isController: false }), undefined)
})

test('[D10] more than 64 KiB, and what is not base64 of text, is refused', () => {
  assert.equal(textToCopy(`c;${encode('x'.repeat(65_536))}`, JUST_TYPED)?.length, 65_536)
  assert.equal(textToCopy(`c;${encode('x'.repeat(65_537))}`, JUST_TYPED), undefined)
  for (const request of ['c;***', 'c;', 'nothing', `c;${Buffer.from([0xff, 0xfe]).toString('base64')}`])
    assert.equal(textToCopy(request, JUST_TYPED), undefined, request)
})
