/**
 * Tests a running Kindlab in a real browser: opens the first lesson, starts its lab, types a command, reloads, ends the lab.
 *
 *   node e2e/try-site.ts https://lab.example.org [access code]
 *   node e2e/try-site.ts "$(./kindlab link | tail -n 1)"
 *
 * Does not verify certificates.
 */
import process from 'node:process'
import { chromium, expect, type Page } from '@playwright/test'
import playwrightConfig from '../playwright.config.ts'
import { expectOnScreen, runAndExpect } from './terminal-page.ts'

const START_WITHIN_MS = 300_000
const END_WITHIN_MS = 60_000

const [address = 'http://127.0.0.1:7000', accessCode] = process.argv.slice(2)
const origin = new URL(address).origin
const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
try {
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await page.goto(address)
  if (new URL(page.url()).pathname === '/access') await giveCode(page)
  await page.getByRole('main').getByRole('link').first().click()
  await page.waitForURL(/\/learn\/.+\/.+/)
  await useLab(page)
  for (const { name, secure } of await context.cookies()) {
    expect(secure, `cookie ${name} is for TLS only`).toBe(origin.startsWith('https:'))
  }
} finally {
  await browser.close()
}

async function giveCode(page: Page): Promise<void> {
  if (accessCode === undefined) throw new Error(`${origin} asks for an access code: give it as the second argument`)
  await page.getByLabel('Your name').fill('Try-out')
  await page.getByLabel('Access code').fill(accessCode)
  await page.keyboard.press('Enter')
  await page.waitForURL(`${origin}/`)
  say('the access code was taken')
}

async function useLab(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  say(`${await page.title()}, at ${page.url()}`)
  const startedAt = performance.now()
  await page.getByRole('button', { name: 'Start the lab', exact: true }).last().click()
  await expectOnScreen(page, /[#$] *$/m, START_WITHIN_MS)
  say(`a prompt ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the click`)
  await runAndExpect(page, 'clear; kubectl get nodes --no-headers | grep -c " Ready "', /^[12]$/m)
  say('a command typed, and the cluster has answered')
  await page.reload()
  await expectOnScreen(page, /^[12]$/m)
  say('the same shell after a reload')
  await page.getByRole('button', { name: 'End lab' }).click()
  await page.getByRole('button', { name: 'End and delete' }).click()
  await page.getByRole('button', { name: 'Start the lab again' }).waitFor({ timeout: END_WITHIN_MS })
  say('the lab has ended')
}

function say(text: string): void {
  process.stdout.write(`✓ ${text}\n`)
}
