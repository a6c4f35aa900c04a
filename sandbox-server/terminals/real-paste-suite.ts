import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Sandbox } from '#server/providers/provider.ts'
import type { PageTerminal } from './testing/fake-page.ts'
import { openTerminalFixture, type TerminalFixture } from './testing/terminal-fixture.ts'

const WAIT_MS = 60_000
const KIB = 1024
const CTRL_C = '\u0003'
const MAX_PRESSES = 4
const PRESS_AGAIN_MS = 5_000

const SIZES = [4, 40, 400].map((kib) => kib * KIB)

interface BusyProgram {
  line: string
  /** Appears at the end of its output. */
  prints?: string
  /** Of another shell: its first prompt, and the keys that end it. */
  shell?: { prompt: string; exit: string }
}

/** Programs that have the keys while the learner pastes. */
const PROGRAMS: readonly ({ name: string } & BusyProgram)[] = [
  { name: 'a program that prints and reads nothing', line: 'ping 127.0.0.1' },
  {
    name: 'a program that reads nothing and then prints much',
    line: 'sleep 0.5; seq 20000; sleep 300',
    prints: '\n20000\n',
  },
  { name: 'a program that reads slowly', line: 'while read -r l; do sleep 0.01; seq 50; done' },
  { name: 'a program that reads all of it', line: 'cat >/dev/null' },
  { name: 'a program in raw mode that reads nothing', line: 'stty -icanon -echo; sleep 300' },
  { name: 'another shell', line: 'sh', shell: { prompt: '\n# ', exit: 'exit\r' } },
]

const PASTED_LINE = 'ls -l /etc/kubernetes/manifests\r'

/** Pastes of several sizes into several programs, with a page that reads and one that does not. No combination may freeze the terminal. */
export function testPastes(sandbox: () => Promise<Sandbox>): void {
  for (const { name, ...program } of PROGRAMS) {
    test(`after a paste into ${name}, Ctrl-C works and the shell goes on`, { timeout: 300_000 }, async (context) => {
      await using fixture = await openTerminalFixture(await sandbox())
      for (const bytes of SIZES) {
        for (const isReading of [true, false]) {
          const title = `${bytes / KIB} KiB, ${isReading ? 'a page that reads' : 'an unresponsive page'}`
          await context.test(title, () => expectNoFreeze(fixture, program, { bytes, isReading }))
        }
      }
    })
  }
}

async function expectNoFreeze(
  fixture: TerminalFixture,
  { line, prints, shell }: BusyProgram,
  { bytes, isReading }: { bytes: number; isReading: boolean },
): Promise<void> {
  const { page, terminal, typeUntil, command } = fixture
  await typeUntil(`${line}\r`, 'C')
  // An interrupt before its first prompt ends the other shell.
  if (shell !== undefined) await page.until('the other shell', () => terminal.plain.endsWith(shell.prompt), WAIT_MS)
  page.isAcknowledging = isReading
  paste(fixture, bytes)
  if (isReading && prints !== undefined) await page.until('its output', () => terminal.plain.includes(prints), WAIT_MS)
  const from = terminal.offset ?? 0
  page.type(1, CTRL_C)
  page.isAcknowledging = true
  page.acknowledge(1)
  if (shell !== undefined) {
    await interruptUntil(fixture, 'its prompt', () => terminal.plain.endsWith(`^C${shell.prompt}`))
    page.type(1, shell.exit)
    await page.until('the prompt', () => isAtPrompt(terminal, from), WAIT_MS)
  } else await interruptUntil(fixture, 'the prompt', () => isAtPrompt(terminal, from))
  // Lines that the shell still reads end here.
  await typeUntil(CTRL_C, 'B')
  await command('stty sane -ixon iutf8')
  assert.match(await command('echo "alive $((40 + 2))"'), /\nalive 42\n/)
}

const isAtPrompt = (terminal: PageTerminal, from: number): boolean =>
  terminal.hasMarkAfter(from, 'B') && terminal.marks.at(-1)?.mark === 'B'

/**
 * bash loses an interrupt that comes before the program has started, and a loop goes on when its program ends by itself at that moment. A person
 * then presses the keys again. A terminal that is frozen shows no prompt after any of them.
 */
async function interruptUntil({ page }: TerminalFixture, name: string, isTrue: () => boolean): Promise<void> {
  for (let press = 1; press < MAX_PRESSES; press++) {
    const isReached = await page.until(name, isTrue, PRESS_AGAIN_MS).then(
      () => true,
      () => false,
    )
    if (isReached) return
    page.type(1, CTRL_C)
  }
  await page.until(name, isTrue, WAIT_MS)
}

function paste({ page }: TerminalFixture, bytes: number): void {
  const text = Buffer.from(PASTED_LINE.repeat(Math.ceil(bytes / PASTED_LINE.length)))
  for (let at = 0; at < bytes; at += 16 * KIB) page.type(1, text.subarray(at, Math.min(bytes, at + 16 * KIB)))
}
