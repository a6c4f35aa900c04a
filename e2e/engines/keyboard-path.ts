/** Keys that take the way of a real keyboard: through the X server, the layout and the input method of the toolkit. */
import type { EnginePage } from './engine-page.ts'
import type { KeyboardLayout, Letter } from './keyboard-layouts.ts'

const IS_SHELL = `document.activeElement.className === 'xterm-helper-textarea'`
const IS_DIALOG = `document.querySelector('[role=dialog]') !== null`

export async function typeOnLayout(page: EnginePage, layout: KeyboardLayout): Promise<void> {
  const { screen } = page.browser
  const letter = (name: Letter) => layout.letters?.[name] ?? name
  await screen.setLayout(layout.xkb)
  await page.startCat()
  let text = ''
  for (const [keys, part] of layout.typed) {
    // Firefox loses a dead key, in any text field, that comes before the page has processed the key before it.
    await screen.pressKeys(...keys.split(' '))
    text += part
    await page.seeOnScreen(new RegExp(`^${escaped(text)}$`, 'm'))
  }
  await screen.pressKeys('Return')
  await page.seeOnScreen(new RegExp(`^(${escaped(text)})\\n\\1$`, 'm'))
  await screen.pressKeys(`alt+${letter('b')}`, 'Return')
  await page.seeOnScreen(/^\^\[b$/m)
  await screen.pressKeys(`ctrl+${letter('c')}`)
  await page.seeOnScreen(/^\^C\n.*[#$]$/m)
  await leaveTerminal(page, letter)
}

/** Each way out of the terminal, and back. */
async function leaveTerminal(page: EnginePage, letter: (name: Letter) => string): Promise<void> {
  const { screen } = page.browser
  await screen.pressKeys(`ctrl+alt+${letter('t')}`)
  await page.see('the text has the focus', `document.activeElement.matches('main')`)
  await screen.pressKeys(`ctrl+alt+${letter('t')}`)
  await page.see('the shell has the focus', IS_SHELL)
  await screen.pressKeys(`ctrl+alt+${letter('k')}`)
  await page.see('the palette', `document.activeElement.matches('[role=dialog] input')`)
  await screen.pressKeys('Escape')
  await page.see('no palette', `!(${IS_DIALOG})`)
  await page.see('the shell has the focus again', IS_SHELL)
  await screen.pressKeys(`ctrl+${letter('m')}`)
  await page.seeText(/Tab leaves the terminal/)
  await screen.pressKeys('Tab')
  await page.see('another control has the focus', `!(${IS_SHELL})`)
  await page.focusShell()
  await screen.pressKeys(`ctrl+${letter('m')}`)
  await page.seeText(/let Tab leave/)
}

/** The input method of GTK shows the digits of a character, and replaces them. */
export async function compose(page: EnginePage): Promise<void> {
  const { screen } = page.browser
  await screen.setLayout('us')
  await page.startCat()
  await screen.pressKeys('a', 'ctrl+shift+u', '2', '0', 'a')
  await page.see(
    'the unfinished text',
    `[...document.querySelectorAll('.composition-view.active')].some((view) => view.textContent.endsWith('20a'))`,
  )
  await screen.pressKeys('c', 'space', 'b', 'Return')
  await page.seeOnScreen(/^a€b\na€b$/m)
  await page.see('no unfinished text', `document.querySelector('.composition-view.active') === null`)
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)
}
