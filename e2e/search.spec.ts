/** Search, with and without typing errors, and the command palette. */
import { expect, type Page } from '@playwright/test'
import { openHome } from './home-page.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'

const LESSON_PATH = '/learn/the-node/hands-and-feet'
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('search finds a word with a typing error, a name with a hyphen and a whole command', async ({ page }) => {
  await openHome(page, server.origin)
  await search(page, 'iptabels')
  await expect(option(page, /iptables/i).first()).toBeVisible()
  await type(page, 'kube-proxy')
  await expect(option(page, /kube-proxy/).first()).toBeVisible()
  await type(page, 'journalctl -u kubelet')
  await expect(option(page, /^journalctl -u kubelet/).first()).toBeVisible()
  await type(page, 'qqqqqqqq')
  await expect(page.getByText('Nothing has “qqqqqqqq” in it.')).toBeVisible()
})

test('Enter opens the found place, with the command in view', async ({ page }) => {
  await openHome(page, server.origin)
  await search(page, 'journalctl -u kubelet')
  await expect(option(page, /^journalctl -u kubelet/).first()).toHaveAttribute('data-highlighted')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/learn\/.+#command-/)
  const anchor = decodeURIComponent(new URL(page.url()).hash)
  await expect(page.locator(anchor)).toBeInViewport()
  await expect(page.locator(anchor)).toContainText('journalctl -u kubelet')
})

test('on a phone a found place in the open lesson replaces the terminal', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(server.origin + LESSON_PATH)
  const title = 'A control-plane node is a node'
  const section = page.getByRole('heading', { name: title })
  await choose(page, 'from text to terminal')
  await expect(section).toBeHidden()
  await choose(page, title)
  await expect(page).toHaveURL(new RegExp(`${LESSON_PATH}#`))
  await expect(section).toBeInViewport()
})

test('the first search loads the index, and the page does not load it earlier', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(server.origin + LESSON_PATH)
  await expect(page.getByText(/Asking the server/)).toBeHidden()
  expect(asked).not.toContain('/search-index.json')
  await search(page, 'kubelet')
  await expect(option(page, /kubelet/).first()).toBeVisible()
  expect(asked.filter((path) => path === '/search-index.json')).toHaveLength(1)
})

test('without the index the palette reports it, and its actions work', async ({ page }) => {
  await page.route('**/search-index.json', (route) => route.abort())
  await openHome(page, server.origin)
  await search(page, 'high contrast')
  await expect(page.getByText(/index of the course could not be fetched/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast')
  await page.unrouteAll()
  await search(page, 'kubelet')
  await expect(option(page, /kubelet/).first()).toBeVisible()
})

test('the palette offers the actions of the page: lessons, sides, help, appearance, lab', async ({ page }) => {
  await page.goto(server.origin + LESSON_PATH)
  await expect(page.getByRole('button', { name: 'Start the lab' }).first()).toBeVisible()
  await choose(page, 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await choose(page, 'from text to terminal')
  await expect(page.getByRole('region', { name: 'Lab' }).getByRole('button', { name: 'Start the lab' })).toBeFocused()
  await choose(page, 'help and keys')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await page.keyboard.press('Escape')
  await open(page)
  await expect(option(page, 'Start the lab')).toBeVisible()
  await expect(option(page, 'Previous lesson')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await choose(page, 'next lesson')
  await expect(page).not.toHaveURL(new RegExp(`${LESSON_PATH}$`))
  await choose(page, 'previous lesson')
  await expect(page).toHaveURL(new RegExp(`${LESSON_PATH}$`))
})

test('Escape closes the palette and restores the focus', async ({ page }) => {
  await page.goto(server.origin + LESSON_PATH)
  const appearance = page.getByRole('button', { name: 'Appearance' })
  await appearance.focus()
  await open(page)
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await expect(appearance).toBeFocused()
})

function option(page: Page, name: RegExp | string) {
  return page.getByRole('option', { name })
}

async function open(page: Page): Promise<void> {
  // Before the page has removed this, it does not handle keys.
  await expect(page.getByText('Asking the server for your lab')).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search and actions' })).toBeVisible()
}

async function search(page: Page, words: string): Promise<void> {
  await page.locator('body').press('/')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(words)
}

async function type(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox').fill(words)
}

async function choose(page: Page, action: string): Promise<void> {
  await open(page)
  await page.keyboard.type(action)
  await expect(page.getByRole('option').first()).toHaveAttribute('data-highlighted')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Search and actions' })).toHaveCount(0)
}
