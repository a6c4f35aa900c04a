import type { Locator, Page } from '@playwright/test'
import type { Platform, Step } from './recorded-events.ts'

const ANDROID =
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36'

const NAVIGATORS: Record<Platform, { platform: string; userAgent?: string }> = {
  Android: { platform: 'Linux armv81', userAgent: ANDROID },
  iPhone: { platform: 'iPhone' },
  Mac: { platform: 'MacIntel' },
  Windows: { platform: 'Win32' },
  Linux: { platform: 'Linux x86_64' },
}

/** Makes pages believe that they run on `platform`. */
export async function pretendPlatform(page: Page, platform: Platform): Promise<void> {
  await page.addInitScript((values) => {
    for (const [name, value] of Object.entries(values)) Object.defineProperty(navigator, name, { get: () => value })
  }, NAVIGATORS[platform])
}

/** Dispatches recorded events on the text field of a terminal. */
export async function replay(textarea: Locator, steps: readonly Step[]): Promise<void> {
  await textarea.evaluate(dispatchSteps, steps)
}

/** Runs in the page. Changes the field as the browser did, between the events that report it. */
export function dispatchSteps(field: Element, recorded: readonly Step[]): void {
  if (!(field instanceof HTMLTextAreaElement)) throw new TypeError('not a text field')
  const shared = { bubbles: true, cancelable: true, composed: true }
  const key = (type: string, init: KeyboardEventInit) =>
    field.dispatchEvent(new KeyboardEvent(type, { ...shared, ...init }))
  const change = (from: string, to: string) => {
    if (!field.value.endsWith(from)) throw new Error(`"${field.value}" does not end with "${from}"`)
    field.value = field.value.slice(0, field.value.length - from.length) + to
  }
  const edit = (inputType: string, from: string, to: string, isComposing = false) => {
    const init = { ...shared, inputType, isComposing, data: to === '' ? null : to }
    if (!field.dispatchEvent(new InputEvent('beforeinput', init))) return
    change(from, to)
    field.dispatchEvent(new InputEvent('input', { ...init, cancelable: false }))
  }
  const press = (name: string, charCode: number) => key('keypress', { key: name, charCode, keyCode: charCode })

  for (const step of recorded) {
    switch (step[0]) {
      case 'down':
      case 'up': {
        const [, name, keyCode, options] = step
        const { code = '', ctrl = false, isComposing = false } = options ?? {}
        key(`key${step[0]}`, { key: name, code, keyCode, ctrlKey: ctrl, isComposing })
        break
      }
      case 'type': {
        const [, name, keyCode] = step
        if (key('keydown', { key: name, keyCode }) && press(name, name.charCodeAt(0))) edit('insertText', '', name)
        key('keyup', { key: name, keyCode })
        break
      }
      case 'press':
        press(step[1], step[2])
        break
      case 'edit':
        edit(step[1], step[2], step[3], step[4]?.isComposing)
        break
      case 'change':
        change(step[1], step[2])
        break
      default: {
        const [name, data = ''] = step
        field.dispatchEvent(new CompositionEvent(`composition${name}`, { ...shared, data }))
      }
    }
  }
}
