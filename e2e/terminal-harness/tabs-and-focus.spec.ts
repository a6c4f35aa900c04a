/** The focus after the start of a lab, and the strip of tabs. */
import { expect, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen } from '../terminal-page.ts'
import { type LocalLab, startLocalLab } from './local-lab.ts'

test.describe.configure({ mode: 'serial' })

let lab: LocalLab
let page: Page

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
})
test.afterAll(async () => {
  await page.close()
  await lab[Symbol.asyncDispose]()
})

/** Whether the selected tab is inside the strip, and which sides of the strip have more. */
async function strip(): Promise<{ isInside: boolean; more: string | null }> {
  return page.getByRole('tablist', { name: 'Terminals' }).evaluate((list) => {
    const box = list.getBoundingClientRect()
    const tab = list.querySelector('[role=tab][aria-selected=true]')?.getBoundingClientRect()
    const isInside = tab !== undefined && tab.left >= box.left - 1 && tab.right <= box.right + 1
    return { isInside, more: list.getAttribute('data-more') }
  })
}

async function openShell(): Promise<void> {
  await page.getByRole('button', { name: 'New shell' }).click()
  await page.getByRole('menuitem', { name: /control-plane/ }).click()
  await expectOnScreen(page, /[#$] *$/m)
}

test('after a start from the text, the shell has the focus', async () => {
  await page.goto(lab.url)
  await page.getByRole('main').getByRole('button', { name: 'Start the lab' }).first().click()
  await expectOnScreen(page, /[#$] *$/m)
  await page.keyboard.type('echo "typ"ed')
  await page.keyboard.press('Enter')
  await expectOnScreen(page, /^typed$/m)
})

test('the strip follows the selected tab, and fades the side that has more', async () => {
  while ((await page.getByRole('tab').count()) < 6) await openShell()
  await expect.poll(strip).toEqual({ isInside: true, more: 'start' })
  await page.getByRole('tab').last().focus()
  await page.keyboard.press('Home')
  await expect.poll(strip).toEqual({ isInside: true, more: 'end' })
})

test('on a narrow screen the selected tab is inside the strip too', async () => {
  await page.setViewportSize({ width: 412, height: 839 })
  await page.getByRole('button', { name: 'Terminal', exact: true }).click()
  await page.getByRole('tab', { selected: true }).focus()
  await page.keyboard.press('End')
  await expect.poll(strip).toEqual({ isInside: true, more: 'start' })
})
