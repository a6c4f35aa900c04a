/** Keyboards of other layouts and platforms: each character of a shell arrives, and the keys that leave the terminal work. */
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, startCat } from '../terminal-page.ts'
import { KEYBOARDS, keyCodeOf, typeCharacter, type Keyboard } from './keyboards.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, keyboardOf } from './read-screen.ts'

test.describe.configure({ mode: 'serial' })

let lab: LocalLab
let context: BrowserContext

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  context = await browser.newContext()
  const page = await context.newPage()
  await startLab(page, lab)
  await page.close()
})
test.afterAll(async () => {
  await context.close()
  await lab[Symbol.asyncDispose]()
})

async function openOn(platform: Keyboard['platform']): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript((value) => Object.defineProperty(navigator, 'platform', { get: () => value }), platform)
  await page.goto(lab.url)
  await expectOnScreen(page, /\S/)
  return page
}

const escaped = (text: string) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)

async function leaveCat(page: Page): Promise<void> {
  await focusTerminal(page)
  await page.keyboard.press('Control+c')
  await expectOnScreen(page, /[#$] *$/m)
}

for (const platform of new Set(KEYBOARDS.map((keyboard) => keyboard.platform))) {
  test(`${platform}: the characters of a shell arrive on each layout, and Ctrl+M lets Tab leave`, async () => {
    const page = await openOn(platform)
    await startCat(page)
    for (const [index, { name, letterM, characters }] of KEYBOARDS.filter(
      (one) => one.platform === platform,
    ).entries()) {
      await test.step(name, async () => {
        const terminal = keyboardOf(page)
        await page.keyboard.type(`${index}:`)
        for (const line of characters) await typeCharacter(terminal, line)
        await page.keyboard.type('.')
        const typed = characters.map((line) => line[0]).join('')
        await expectOnScreen(page, new RegExp(`^${index}:${escaped(typed)}\\.$`, 'm'))
        await page.keyboard.press('Enter')
        const press = { ...letterM, ctrlKey: true, keyCode: keyCodeOf('KeyM'), bubbles: true, cancelable: true }
        await terminal.dispatchEvent('keydown', press)
        await expect(page.getByText('Tab leaves the terminal')).toBeVisible()
        await page.keyboard.press('Tab')
        await expect(terminal).not.toBeFocused()
        await focusTerminal(page)
        await terminal.dispatchEvent('keydown', press)
        await expect(page.getByText('let Tab leave')).toBeVisible()
      })
    }
    await leaveCat(page)
    await page.close()
  })
}

test('on a Mac Option is Meta when the learner chooses so', async () => {
  const page = await openOn('MacIntel')
  await startCat(page)
  const choose = async () => {
    await page.getByRole('button', { name: 'Terminal menu' }).click()
    await page.getByRole('menuitemcheckbox', { name: /Option is Meta/ }).click()
    await page.keyboard.press('Escape')
    await focusTerminal(page)
  }
  await choose()
  await typeCharacter(keyboardOf(page), '∫ KeyB option')
  await typeCharacter(keyboardOf(page), '@ KeyL option')
  await expectOnScreen(page, /^\^\[b\^\[l$/m)
  await choose()
  await page.keyboard.type('.')
  await typeCharacter(keyboardOf(page), '@ KeyL option')
  await expectOnScreen(page, /^\^\[b\^\[l\.@$/m)
  await leaveCat(page)
  await page.close()
})

test('on a Mac the palette and the way to the text open with Ctrl+Option, whose keys type other characters', async () => {
  const page = await openOn('MacIntel')
  const terminal = keyboardOf(page)
  const keys = { ctrlKey: true, altKey: true, bubbles: true, cancelable: true }
  await terminal.focus()
  await terminal.dispatchEvent('keydown', { ...keys, key: '˚', code: 'KeyK', keyCode: 75 })
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await terminal.focus()
  await terminal.dispatchEvent('keydown', { ...keys, key: '†', code: 'KeyT', keyCode: 84 })
  await expect(terminal).not.toBeFocused()
  await page.close()
})
