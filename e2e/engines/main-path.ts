/** The main path of a learner, for a browser of any engine. The shells are those of this machine. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { APPLE } from '../terminal-harness/compositions/apple.ts'
import { DESKTOP } from '../terminal-harness/compositions/desktop.ts'
import { readable } from '../terminal-harness/compositions/recorded-events.ts'
import { type LocalLab, startLocalLab } from '../terminal-harness/local-lab.ts'
import { type EngineBrowser, waitFor } from './engine-browser.ts'
import { copyAndPaste } from './clipboard-path.ts'
import { EnginePage, KEYS } from './engine-page.ts'
import { LAYOUTS } from './keyboard-layouts.ts'
import { compose, typeOnLayout } from './keyboard-path.ts'
import { scrollByTouch, selectByTouch, tapLink, typeOnBar } from './touch-path.ts'

const CHARACTERS = String.raw`| @ [ ] { } \ ~ ^ # $ ö é 漢`

export interface Engine {
  name: string
  start: () => Promise<EngineBrowser>
}

interface Started {
  page: EnginePage
  lab: LocalLab
}

export function testMainPath({ name, start }: Engine): void {
  const started = useLab(start)
  const withPage = (run: (page: EnginePage) => Promise<void>) => () => run(started().page)
  test(`${name}: the home page leads to a lesson, and its lab starts with the focus in the shell`, async (t) => {
    t.diagnostic(started().page.browser.version)
    await startLab(started())
  })
  test(`${name}: characters from the driver arrive`, withPage(typeCharacters))
  for (const layout of LAYOUTS) {
    const title = `${name}: on a ${layout.name} keyboard characters and control keys arrive, and keys leave the terminal`
    test(
      title,
      withPage((page) => typeOnLayout(page, layout)),
    )
  }
  test(`${name}: the text of an input method is shown, and then sent`, withPage(compose))
  test(`${name}: a selection of the mouse is copied and pasted, and then Ctrl+C interrupts`, withPage(copyAndPaste))
  test(`${name}: the palette opens from the text, and finds a lesson`, withPage(findInPalette))
  test(`${name}: a reload shows the same screen of the same shell`, withPage(reload))
  // The last test, because the shell does not return from it.
  test(`${name}: recorded compositions arrive`, withPage(replayCompositions))
}

/** On a touch screen, for an engine that has touch events without one. */
export function testTouch({ name, start }: Engine): void {
  const started = useLab(start)
  test(`${name}: a lab starts`, () => startLab(started()))
  const tests = [
    ['a long press selects a word, and the key bar copies', selectByTouch],
    ['a tap on a link offers it with its host', tapLink],
    ['a swipe scrolls the output, and a program that fills the screen', scrollByTouch],
    ['the key bar types Escape, arrows and control characters', typeOnBar],
  ] as const
  for (const [title, run] of tests) test(`${name}: ${title}`, () => run(started().page))
}

function useLab(start: Engine['start']): () => Started {
  let started: Started | undefined
  before(async () => {
    const lab = await startLocalLab()
    started = { lab, page: new EnginePage(await start()) }
  })
  after(async () => {
    await started?.page.browser[Symbol.asyncDispose]()
    await started?.lab[Symbol.asyncDispose]()
  })
  return () => {
    assert.ok(started, 'the lab was not started')
    return started
  }
}

async function startLab({ page, lab }: Started): Promise<void> {
  await page.browser.open(new URL('/', lab.url).href)
  await page.click('main a[href^="/learn/"]', /./)
  await page.see('a lesson', `location.pathname.startsWith('/learn/')`)
  await page.click('button', /start the lab/i)
  await page.seeOnScreen(/[#$]$/m)
  await page.see('the shell has the focus', `document.activeElement.className === 'xterm-helper-textarea'`)
}

async function typeCharacters(page: EnginePage): Promise<void> {
  await page.startCat()
  await page.type(`${CHARACTERS}${KEYS.enter}`)
  await page.seeOnScreen(/^\| @ \[ \] \{ \} \\ ~ \^ # \$ ö é 漢 ?\n\| @/m)
  await page.interrupt()
}

async function findInPalette(page: EnginePage): Promise<void> {
  await page.browser.evaluate(`document.querySelector('main').focus()`)
  await page.press(KEYS.control, 'k')
  await page.see('the palette', `document.querySelector('[role=dialog] input') === document.activeElement`)
  await page.type('kubelet')
  await page.see('results', `document.querySelectorAll('[role=dialog] [role=option]').length > 0`)
  await page.press(KEYS.escape)
  await page.see('no palette', `document.querySelector('[role=dialog]') === null`)
}

async function reload(page: EnginePage): Promise<void> {
  await page.command('clear; echo "before"-$$', /^before-\d+$/m)
  const [marker] = (await page.screen()).match(/^before-\d+$/m) ?? []
  await page.browser.open(String(await page.browser.evaluate('location.href')))
  await page.seeOnScreen(new RegExp(`^${marker}$`, 'm'))
  await page.command(`test before-$$ = ${marker} && echo "sa"me`, /^same$/m)
}

async function replayCompositions(page: EnginePage): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-typed-'))
  const file = join(folder, 'typed')
  await page.command(`stty raw -echo; echo "rec"ording; cat > ${file}`, /recording/)
  const recordings = [...APPLE, ...DESKTOP]
  const received: { name: string; shell: string }[] = []
  let read = 0
  for (const { name, steps } of recordings) {
    await page.replay(steps)
    await page.type(KEYS.tab)
    await waitFor(name, async () => (await readFile(file, 'utf8')).slice(read).endsWith('\t'))
    const typed = await readFile(file, 'utf8')
    received.push({ name, shell: readable(typed.slice(read, -1)) })
    read = typed.length
  }
  assert.deepEqual(
    received,
    recordings.map(({ name, shell }) => ({ name, shell })),
  )
  await rm(folder, { recursive: true })
}
