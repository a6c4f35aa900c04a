import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LIMITS } from '#protocol/limits.ts'
import { makePageTerminal, readScreen, showSnapshot, writeTo } from '#server/terminals/testing/screen-cells.ts'
import { ScreenMirror } from './screen-mirror.ts'

const SIZE = { cols: 80, rows: 24 }
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Writes `before` to a mirror and to a page; a second page starts from the mirror's snapshot. Both pages must then match, also after `after`. */
async function compare(before: string, after: string): Promise<void> {
  const mirror = new ScreenMirror(SIZE)
  mirror.write(encode(before))
  const stayed = makePageTerminal(SIZE)
  await writeTo(stayed.terminal, before)
  const { terminal: reloaded } = await showSnapshot(mirror.snapshot())
  assert.deepEqual(readScreen(reloaded), readScreen(stayed.terminal))
  await writeTo(stayed.terminal, after)
  await writeTo(reloaded, after)
  assert.deepEqual(readScreen(reloaded), readScreen(stayed.terminal))
  mirror.close()
}

const programs: [string, string, string][] = [
  ['a prompt after coloured output', '\u001B[31mred\u001B[0m\r\n$ ls -l\u001B[?2004h', 'x\r\ny'],
  [
    'vim: alternate screen, mouse, hidden cursor, application keys',
    `$ vim\r\n\u001B[?1049h\u001B[?1h\u001B=\u001B[?1002h\u001B[?1006h\u001B[?25l\u001B[2;23r\u001B[5;10Htext\u001B[2 q`,
    '\u001B[23;1H\nscrolled\u001B[?1049l$ ',
  ],
  ['a scroll region with the cursor inside', 'line\r\n'.repeat(30) + '\u001B[3;10r\u001B[10;4H', 'a\nb\nc\nd'],
  ['a scroll region with origin mode', '\u001B[4;20r\u001B[?6h\u001B[3;7H', 'here\u001B[1;1Htop'],
  ['the saved cursor of a progress bar', 'work\r\n\u001B7\u001B[1;23r\u001B8\u001B[1A\u001B[5C', '\u001B8back'],
  ['wide and combined characters', '日本語 🙂 e\u0301 \u001B[7m混\u001B[0m', 'さ'],
  ['line drawing characters', '\u001B(0lqqk\r\n', 'x  x\u001B(Bq'],
  ['insert mode, no wrap', 'abcdef\u001B[1;3H\u001B[4h\u001B[?7l', 'XY' + 'z'.repeat(100)],
  [
    'scrollback longer than a snapshot',
    Array.from({ length: 3_000 }, (_, index) => `line ${index}\r\n`).join(''),
    'more\r\n',
  ],
]
for (const [name, before, after] of programs) {
  test(`a reload shows the same screen, and later output too: ${name}`, () => compare(before, after))
}

test('a reload keeps mouse encoding and cursor visibility', () => {
  const mirror = new ScreenMirror(SIZE)
  mirror.write(encode('\u001B[?1000h\u001B[?1015h\u001B[?1006h\u001B[?1004h\u001B[?25l'))
  const text = new TextDecoder().decode(mirror.snapshot().bytes)
  for (const mode of ['?1000h', '?1015h', '?1006h', '?1004h', '?25l']) assert.ok(text.includes(`\u001B[${mode}`), mode)
  mirror.write(encode('\u001B[?1016h'))
  assert.ok(!new TextDecoder().decode(mirror.snapshot().bytes).includes('?1006h'))
  mirror.write(encode('\u001Bc'))
  assert.ok(!/\?(10|25)/.test(new TextDecoder().decode(mirror.snapshot().bytes)))
})

test('random text and sequences look the same after a reload, and so does later output', async () => {
  const sequences = [
    '\r\n',
    '\n',
    '\t',
    '\b',
    '\u001B[2J',
    '\u001B[H',
    '\u001B[5;10H',
    '\u001B[3A',
    '\u001B[K',
    '\u001B[2L',
    '\u001B[3M',
    '\u001B[2P',
    '\u001B[1;32m',
    '\u001B[48;5;200m',
    '\u001B[38;2;1;2;3m',
    '\u001B[m',
    '\u001B[?1049h',
    '\u001B[?1049l',
    '\u001B[?25l',
    '\u001B[?25h',
    '\u001B[3;15r',
    '\u001B[r',
    '\u001B[?6h',
    '\u001B[?6l',
    '\u001B[?1h',
    '\u001B[!p',
    '\u001BM',
    '\u001BD',
  ]
  const piece = fc.oneof(fc.constantFrom(...sequences), fc.constantFrom('word ', '日', 'é', 'a'.repeat(30)))
  const output = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))
  await fc.assert(
    fc.asyncProperty(output, output, (before, after) => compare(before, after)),
    { numRuns: 150 },
  )
})

test('a character that is split between two writes is preserved', () => {
  const text = 'a—b…c“d”é日🙂😀'
  const bytes = encode(text)
  for (let cut = 1; cut < bytes.byteLength; cut++) {
    const mirror = new ScreenMirror(SIZE)
    mirror.write(bytes.subarray(0, cut))
    mirror.write(bytes.subarray(cut))
    assert.ok(new TextDecoder().decode(mirror.snapshot().bytes).startsWith(text), `cut at ${cut}`)
    mirror.close()
  }
})

test('a snapshot of a screen that received queries triggers no answer', async () => {
  const mirror = new ScreenMirror(SIZE)
  const queries = '\u001B[c\u001B[>c\u001B[6n\u001B[5n\u001B]11;?\u0007\u001BP$qm\u001B\\\u001B[?2004$p\u001B[18t'
  mirror.write(encode(`$ ask\r\n${queries}\r\n$ `))
  const live = makePageTerminal(SIZE)
  await writeTo(live.terminal, queries)
  assert.ok(live.answers.length > 3, 'a terminal answers these queries')
  for (let reload = 0; reload < 10; reload++) {
    const { answers } = await showSnapshot(mirror.snapshot())
    assert.deepEqual(answers, [])
  }
})

test('a snapshot has the mirror’s size, and a resize of the mirror resets the scroll region as on the page', async () => {
  const mirror = new ScreenMirror(SIZE)
  mirror.write(encode('\u001B[3;10r'))
  mirror.resize({ cols: 100, rows: 30 })
  assert.equal(mirror.snapshot().cols, 100)
  const { terminal } = await showSnapshot(mirror.snapshot())
  await writeTo(terminal, '\u001B[30;1Hlast')
  assert.match(readScreen(terminal).rows[29] ?? '', /^l:/)
})

test('endless combining characters do not fill the memory', () => {
  const mirror = new ScreenMirror(SIZE)
  for (let index = 0; index < 400; index++) mirror.write(encode('\u0301'.repeat(10_000)))
  assert.ok(mirror.snapshot().bytes.byteLength < 200_000, `${mirror.snapshot().bytes.byteLength}`)
})

test('a history of accents is dropped before it fills the memory, and the screen stays', () => {
  for (const cell of ['e\u0301', '\u001B[4:3mx', '\u001B[58;5;1mx']) {
    const mirror = new ScreenMirror(SIZE)
    for (let line = 0; line < 450; line++) mirror.write(encode(`#${line} ${cell.repeat(75)}\r\n`))
    const shown = new TextDecoder().decode(mirror.snapshot().bytes)
    assert.ok(!shown.includes('#300 ') && shown.includes('#430 '), JSON.stringify(cell))
    mirror.close()
  }
})

test('a snapshot of the most expensive screen stays within its limit', () => {
  const mirror = new ScreenMirror({ cols: 500, rows: 200 })
  let colour = 0
  for (let row = 0; row < 700; row++) {
    let line = ''
    for (let column = 0; column < 500; column++) {
      colour = (colour * 7 + 12_345) % 16_777_216
      const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255]
      line += `\u001B[38;2;${red};${green};${blue};48;2;${blue};${red};${green}me${'\u0301'.repeat(10)}`
    }
    mirror.write(encode(`${line}\r\n`))
  }
  assert.ok(mirror.snapshot().bytes.byteLength <= LIMITS.maxSnapshotBytes)
})
