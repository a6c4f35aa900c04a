import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { OutputScanner, type OutputEvent } from './output-scanner.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const NONCE = '0123456789abcdef'
const DIALOGUE = `\u001B]0;root@node\u0007\u001B]133;D;7;nonce=${NONCE}\u001B\\é日🙂\u001B[1;31mred\u001B(B\u001B]133;A;nonce=${NONCE}\u001B\\$ \u001B]133;B;nonce=${NONCE}\u0007\u0090q#0\u009C`

function scanWhole(bytes: Uint8Array): OutputEvent[] {
  return new OutputScanner(NONCE).scan(bytes)
}

test('marks and titles are found with their offsets', () => {
  const events = scanWhole(encode(DIALOGUE))
  assert.deepEqual(
    events.map((event) =>
      event.type === 'mark' ? `${event.mark}${event.mark === 'D' ? event.exit : ''}` : event.title,
    ),
    ['root@node', 'D7', 'A', 'B'],
  )
  const promptBegins = encode(DIALOGUE.slice(0, DIALOGUE.indexOf('$ '))).byteLength
  assert.equal(events[2]?.offset, promptBegins)
})

test('the events do not depend on where output is cut, and a safe offset is never inside a sequence or character', () => {
  const bytes = encode(DIALOGUE)
  const expected = scanWhole(bytes)
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.byteLength), { maxLength: 12 }), (places) => {
      const scanner = new OutputScanner(NONCE)
      const events: OutputEvent[] = []
      let from = 0
      for (const to of [...places, bytes.byteLength].toSorted((one, other) => one - other)) {
        events.push(...scanner.scan(bytes.subarray(from, to)))
        from = to
        const alone = new OutputScanner(NONCE)
        alone.scan(bytes.subarray(0, scanner.safeOffset))
        assert.equal(alone.safeOffset, scanner.safeOffset)
      }
      assert.deepEqual(events, expected)
    }),
  )
})

test('the offset inside a cut emoji is not safe', () => {
  const scanner = new OutputScanner(NONCE)
  const bytes = encode('a🙂')
  for (const end of [2, 3, 4]) {
    scanner.scan(bytes.subarray(end === 2 ? 0 : end - 1, end))
    assert.equal(scanner.safeOffset, 1)
  }
  scanner.scan(bytes.subarray(4))
  assert.equal(scanner.safeOffset, 5)
})

test('a forged mark and an endless OSC are skipped, and the output after them is read', () => {
  const scanner = new OutputScanner(NONCE)
  assert.deepEqual(scanner.scan(encode('\u001B]133;A;nonce=guess\u0007')), [])
  scanner.scan(encode('\u001B]0;'))
  for (let index = 0; index < 100; index++) scanner.scan(encode('x'.repeat(10_000)))
  assert.equal(scanner.openString, '\u001B]')
  assert.deepEqual(scanner.scan(encode('\u0007')), [])
  const [mark] = scanner.scan(encode(`\u001B]133;B;nonce=${NONCE}\u0007`))
  assert.equal(mark?.type, 'mark')
})

test('a title is cut to 64 characters and cannot change the text direction', () => {
  const [event] = scanWhole(encode(`\u001B]2;\u202Eevil${'🙂'.repeat(100)}\u0007`))
  assert.deepEqual(event?.type === 'title' && event.title, `evil${'🙂'.repeat(60)}`)
})

test('random bytes never break the scanner', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const scanner = new OutputScanner(NONCE)
      scanner.scan(bytes)
      assert.ok(scanner.safeOffset <= bytes.byteLength)
      const [mark] = scanner.scan(encode(`\u0018\u001B]133;A;nonce=${NONCE}\u0007`))
      assert.equal(mark?.type, 'mark')
    }),
    { numRuns: 2_000 },
  )
})
