import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { pino } from 'pino'
import { systemClock } from '#server/time/clock.ts'
import type { MirrorAnswer, MirrorClient, MirrorHandle } from './mirror-messages.ts'
import { MirrorWorkers } from './mirror-workers.ts'

const SIZE = { cols: 80, rows: 24 }
const HANGING = new URL('../testing/hanging-worker.ts', import.meta.url)
/** The emulator moves the cursor below the last line, where it cannot erase. */
const THROWS = `${'\t'.repeat(10)}\u001B[80e\u001B[1J`
const open: MirrorWorkers[] = []
after(async () => {
  await Promise.all(open.map((workers) => workers.close()))
})

function makeWorkers(entry?: URL): MirrorWorkers {
  const workers = new MirrorWorkers({
    clock: systemClock,
    log: pino({ level: 'silent' }),
    threads: 1,
    ...(entry && { entry }),
  })
  open.push(workers)
  return workers
}

class Client implements MirrorClient {
  answers: MirrorAnswer[] = []
  losses = 0
  #handle: MirrorHandle
  #seq = 0
  #end = 0
  #wake = Promise.withResolvers<void>()

  constructor(workers: MirrorWorkers, group = 'lab') {
    this.#handle = workers.open({ group, size: SIZE, client: this })
  }

  answer(answer: MirrorAnswer): void {
    this.answers.push(answer)
    this.#wake.resolve()
  }

  lost(): void {
    this.losses += 1
    this.#wake.resolve()
  }

  print(text: string): void {
    const bytes = new Uint8Array(Buffer.from(text))
    this.#end += bytes.byteLength
    this.#handle.write(++this.#seq, bytes, { end: this.#end, safeOffset: this.#end, openString: '' })
  }

  async until(isReached: () => boolean): Promise<void> {
    while (!isReached()) {
      await this.#wake.promise
      this.#wake = Promise.withResolvers<void>()
    }
  }

  type(): void {
    this.#handle.typed()
  }

  async printed(text: string): Promise<void> {
    this.print(text)
    const seq = this.#seq
    await this.until(() => this.answers.some((answer) => answer.type === 'parsed' && answer.seq === seq))
  }

  async screen(): Promise<string> {
    const count = () => this.answers.filter(({ type }) => type === 'snapshot').length
    const before = count()
    this.#handle.requestSnapshot()
    await this.until(() => count() > before)
    const last = this.answers.findLast((answer) => answer.type === 'snapshot')
    return Buffer.from(last?.screen.bytes ?? []).toString()
  }
}

test('a thread shows the output of a terminal', async () => {
  const client = new Client(makeWorkers())
  await client.printed('hello')
  assert.match(await client.screen(), /hello/)
})

test('a thread that stops answering is replaced, and its mirrors work again', { timeout: 30_000 }, async () => {
  const workers = makeWorkers(HANGING)
  const [hostile, neighbour, other] = [new Client(workers), new Client(workers, 'other lab'), new Client(workers)]
  await neighbour.printed('a')
  hostile.print('hang')
  await hostile.until(() => hostile.losses === 1)
  assert.equal(neighbour.losses, 1)
  await neighbour.printed('b')
  await hostile.printed('c')
  assert.equal(other.losses, 1)
})

test('a mirror that stopped a thread shares none with other labs afterwards', { timeout: 30_000 }, async () => {
  const workers = makeWorkers(HANGING)
  const [hostile, neighbour] = [new Client(workers), new Client(workers, 'other lab')]
  await neighbour.printed('a')
  hostile.print('hang')
  await neighbour.until(() => neighbour.losses === 1)
  await neighbour.printed('b')
  await hostile.printed('c')
  hostile.print('hang')
  await hostile.until(() => hostile.losses === 2)
  assert.equal(neighbour.losses, 1)
})

test('a thread that fills its memory is replaced', { timeout: 60_000 }, async () => {
  const client = new Client(makeWorkers(HANGING))
  await client.printed('a')
  client.print('fill')
  await client.until(() => client.losses === 1)
  await client.printed('b')
})

test('a key wakes a thread only while it parses', async () => {
  const workers = makeWorkers(HANGING)
  const [client, flood] = [new Client(workers), new Client(workers, 'other lab')]
  await client.printed('a')
  client.type()
  await client.printed('b')
  assert.equal(client.losses, 0)
  flood.print('wait')
  client.type()
  await client.until(() => client.losses === 1)
})

const HOSTILE: Record<string, string> = {
  'a repeated character with marks': `e${'\u0301'.repeat(11)}\u001B[2147483647b`,
  'a scroll by two billion lines': '\u001B[2147483647S\u001B[2147483647T\u001B[2147483647L\u001B[2147483647M',
  'two billion tabs': '\u001B[2147483647I\u001B[2147483647Z',
  'links without text': '\u001B]8;;a\u001B\\'.repeat(100_000),
  'many scrolls': '\u001B[24S'.repeat(3_000),
}

for (const [name, output] of Object.entries(HOSTILE)) {
  test(`the thread of a mirror survives ${name}`, { timeout: 30_000 }, async () => {
    const client = new Client(makeWorkers())
    await client.printed('a')
    await client.printed(output)
    await client.printed('\u001Bcdone')
    assert.match(await client.screen(), /done/)
    assert.equal(client.losses, 0)
  })
}

test('output at which the emulator throws costs one terminal its screen, and no other', async () => {
  const workers = makeWorkers()
  const [hostile, other] = [new Client(workers), new Client(workers)]
  other.print('text')
  await other.until(() => other.answers.length > 0)
  hostile.print(THROWS)
  await hostile.until(() => hostile.losses > 0)
  hostile.print('again')
  await hostile.until(() => hostile.answers.some(({ type }) => type === 'parsed'))
  assert.equal(other.losses, 0)
})
