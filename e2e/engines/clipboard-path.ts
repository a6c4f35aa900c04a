/** Selection and clipboard with the browser's own commands, which only keys of a real keyboard reach. */
import type { EnginePage } from './engine-page.ts'

const IS_SELECTED = `document.querySelector('.xterm-selection div') !== null`

export async function copyAndPaste(page: EnginePage): Promise<void> {
  const { screen } = page.browser
  await screen.setLayout('us')
  await page.interrupt()
  await page.command('clear; echo copy-this-word with these words', /^copy-this-word/m)
  await page.command('cat', /cat$/m)
  await page.doubleClick(await page.placeOf('copy-this-word'))
  await page.see('a selected word', IS_SELECTED)
  await screen.pressKeys('ctrl+c')
  await page.see('no selection', `!(${IS_SELECTED})`)
  await screen.pressKeys('ctrl+shift+v', 'Return')
  await page.seeOnScreen(/^copy-this-word\ncopy-this-word$/m)
  await page.drag(await page.placeOf('with'), await page.placeOf('words'))
  await page.see('a selection of the mouse', IS_SELECTED)
  await screen.pressKeys('ctrl+shift+c')
  await page.see('no selection', `!(${IS_SELECTED})`)
  await screen.pressKeys('shift+Insert', 'Return')
  await page.seeOnScreen(/^(i?th these wo?)\n\1$/m)
  await screen.pressKeys('ctrl+c')
  await page.seeOnScreen(/^\^C\n.*[#$]$/m)
}
