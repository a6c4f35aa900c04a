/** A learner who does a lesson with the keyboard: performs the action of each Tab stop. */
import { expect, type Locator, type Page } from '@playwright/test'
import { nextStop, type Stop } from './keyboard-walk.ts'
import { expectOnScreen } from './terminal-page.ts'

/** The last step waits for the next attempt of kubelet, which can take minutes. */
const CHECK_MS = 180_000
/** More than the choices of any question: each takes an arrow key. */
const CHOICE_MS = 30_000
/** Text of the button while checks run. */
const CHECK_BUTTON = /^Check(?: now|ing)$/
const RIGHT_CHOICES = /^(Nothing\. Only|At the events)/
const RIGHT_BOXES = /^(kubelet|containerd)$/
const RIGHT_ORDER = [/^The API server/, /^The scheduler/, /^The kubelet/, /^Kubelet prepares/, /^Kubelet asks/]

export class KeyboardReader {
  blocksRun = 0
  /** The learner does the first step from its hint, and leaves its answer closed. */
  #hasLeftAnswer = false
  readonly #page: Page
  readonly #focused: Locator

  constructor(page: Page) {
    this.#page = page
    this.#focused = page.locator(':focus')
  }

  async visit({ role, name }: Stop): Promise<void> {
    if (name.startsWith('Run in ')) await this.#run()
    else if (CHECK_BUTTON.test(name)) await this.#untilMet()
    else if (role === 'radio') await this.#choose()
    else if (role === 'checkbox' && RIGHT_BOXES.test(name)) await this.#page.keyboard.press('Space')
    else if (role === 'textbox') await this.#page.keyboard.type('Pending')
    else if (name.startsWith('Move up: ')) await this.#moveUp(name.slice('Move up: '.length))
    else if (name === 'Check answer') await this.#answer()
    else if ((await this.#isClosedQuestion()) && !(await this.#leavesAnswer())) await this.#page.keyboard.press('Enter')
  }

  async #leavesAnswer(): Promise<boolean> {
    if (this.#hasLeftAnswer || (await this.#focused.textContent())?.includes('Try first') !== true) return false
    this.#hasLeftAnswer = true
    return true
  }

  async #isClosedQuestion(): Promise<boolean> {
    // The focused element can disappear, for example a hint when its step is met. Another element then has the focus.
    await expect(this.#focused).toBeAttached()
    return this.#focused.evaluate((element) => element.matches('details:not([open]) > summary'))
  }

  /** A busy shell refuses a run block, so the test tries again. */
  async #run(): Promise<void> {
    const block = this.#page.locator('[id^=command-]').filter({ has: this.#focused })
    const outcome = block.getByText(/^Typed into the terminal|^The shell on .* is busy/)
    await expect(async () => {
      await this.#page.keyboard.press('Enter')
      await outcome.waitFor({ timeout: 5_000 })
      expect(await outcome.textContent()).toMatch(/^Typed/)
    }).toPass({ timeout: 60_000 })
    await expect(this.#focused).toHaveAccessibleName(/^Run in/)
    this.blocksRun += 1
  }

  async #untilMet(): Promise<void> {
    const around = this.#page.getByRole('group', { name: /^Checks/ }).filter({ has: this.#focused })
    const title = (await around.getAttribute('aria-label')) ?? ''
    const checks = this.#page.getByRole('group', { name: title, exact: true })
    if (title.includes('Find the parts')) await this.#takeHintAndType(checks)
    await expect(checks).toHaveAttribute('data-state', 'met', { timeout: CHECK_MS })
    await expect(this.#focused).toHaveAccessibleName(CHECK_BUTTON)
  }

  /** Reads the hint, types into the shell and returns. A hint disappears when its step is met; then the box has the focus, and Tab continues there. */
  async #takeHintAndType(checks: Locator): Promise<void> {
    const { keyboard } = this.#page
    expect((await nextStop(this.#page)).name).toMatch(/^Give me a hint/)
    await keyboard.press('Enter')
    await expect(this.#page.getByText('each node has its own process numbers')).toBeVisible()
    await expect(this.#focused).toHaveAccessibleName(/^Another hint/)
    await keyboard.press('Control+Alt+t')
    await expect(this.#focused).toHaveAccessibleName('Terminal worker')
    await keyboard.type('clear; echo writ""ing; sleep 3; pgrep -x kubelet > /root/kubelet-pid')
    await keyboard.press('Enter')
    await expectOnScreen(this.#page, /^writing$/m)
    await keyboard.press('Control+Alt+t')
    await expect(this.#focused).toHaveAccessibleName(/^Another hint/)
    await expect(checks).toBeFocused({ timeout: CHECK_MS })
    await keyboard.press('Tab')
  }

  async #choose(): Promise<void> {
    await this.#page.keyboard.press('Space')
    await expect(async () => {
      if (RIGHT_CHOICES.test(await this.#nameOfFocused())) return
      await this.#page.keyboard.press('ArrowDown')
      expect(await this.#nameOfFocused()).toMatch(RIGHT_CHOICES)
    }).toPass({ timeout: CHOICE_MS })
  }

  /** Moves each item down past the items that belong above it; the focus follows the moved item. */
  async #moveUp(text: string): Promise<void> {
    const place = RIGHT_ORDER.findIndex((item) => item.test(text))
    const list = this.#page.getByRole('list').filter({ has: this.#focused }).last()
    const rows = await list.getByRole('listitem').allInnerTexts()
    const above = rows.slice(
      0,
      rows.findIndex((row) => row.includes(text)),
    )
    const places = above.map((row) => RIGHT_ORDER.findIndex((item) => item.test(row.replace(/^\d+\s*/, ''))))
    for (let passed = places.filter((other) => other > place).length; passed > 0; passed--) {
      await this.#page.keyboard.press('Enter')
    }
    await expect(this.#focused).toHaveAccessibleName(`Move up: ${text}`)
  }

  async #answer(): Promise<void> {
    const right = this.#page.getByText('Right', { exact: true })
    const before = await right.count()
    await this.#page.keyboard.press('Enter')
    await expect(right).toHaveCount(before + 1)
  }

  async #nameOfFocused(): Promise<string> {
    return this.#focused.evaluate((element) => element.closest('label')?.textContent.trim() ?? '')
  }
}
