import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textToCopy } from './clipboard.ts'

const JUST_TYPED = { now: 10_000, lastKeyAt: 9_000, isController: true }
const encode = (text: string) => Buffer.from(text).toString('base64')

test('a program may set the clipboard just after a key', () => {
  assert.equal(textToCopy(`c;${encode('é 漢')}`, JUST_TYPED), 'é 漢')
  assert.equal(textToCopy(`;${encode('x')}`, JUST_TYPED), 'x')
})

test('a request to read the clipboard is refused', () => {
  assert.equal(textToCopy('c;?', JUST_TYPED), undefined)
})

test('a request is refused without a key in the last 5 s, and from a watcher', () => {
  assert.equal(textToCopy(`c;${encode('x')}`, { ...JUST_TYPED, lastKeyAt: 4_999 }), undefined)
  assert.equal(textToCopy(`c;${encode('x')}`, { ...JUST_TYPED, isController: false }), undefined)
})

test('more than 64 KiB, and anything but base64 of UTF-8, is refused', () => {
  assert.equal(textToCopy(`c;${encode('x'.repeat(65_536))}`, JUST_TYPED)?.length, 65_536)
  assert.equal(textToCopy(`c;${encode('x'.repeat(65_537))}`, JUST_TYPED), undefined)
  for (const request of ['c;***', 'c;', 'nothing', `c;${Buffer.from([0xff, 0xfe]).toString('base64')}`])
    assert.equal(textToCopy(request, JUST_TYPED), undefined, request)
})
