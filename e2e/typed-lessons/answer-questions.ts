/** Answers the questions of a lesson by trial, from the feedback of the page. */
import { expect, type Locator, type Page } from '@playwright/test'

export async function answerQuestions(page: Page): Promise<void> {
  const code = await page.locator('article .prose :not(pre) > code').allTextContents()
  for (const question of await page.locator('article form').all()) {
    await answerQuestion(question, code)
    await expect(verdict(question)).toHaveText('Right')
  }
}

async function answerQuestion(question: Locator, code: readonly string[]): Promise<void> {
  if ((await question.getByRole('textbox').count()) > 0) return answerWithWords(question, code)
  if ((await question.getByRole('radio').count()) > 0) return answerWithOne(question)
  if ((await question.getByRole('checkbox').count()) > 0) return answerWithSeveral(question)
  return answerWithOrder(question)
}

function verdict(question: Locator): Locator {
  return question.getByText(/^(Right|Not quite.*|Not yet.*)$/)
}

async function isRight(question: Locator): Promise<boolean> {
  await question.getByRole('button', { name: 'Check answer' }).click()
  await expect(verdict(question)).toBeVisible()
  return (await verdict(question).textContent()) === 'Right'
}

async function answerWithOne(question: Locator): Promise<void> {
  for (const choice of await question.getByRole('radio').all()) {
    await choice.check()
    if (await isRight(question)) return
  }
}

/** With all choices selected, the page marks each as right or wrong. */
async function answerWithSeveral(question: Locator): Promise<void> {
  const choices = await question.getByRole('listitem').all()
  for (const choice of choices) await choice.getByRole('checkbox').check()
  if (await isRight(question)) return
  const rights: boolean[] = []
  for (const choice of choices) rights.push((await choice.getByLabel('right', { exact: true }).count()) > 0)
  for (const [index, choice] of choices.entries()) await choice.getByRole('checkbox').setChecked(rights[index] === true)
  await isRight(question)
}

/** Tries all code words of the text, those that fit the question first. */
async function answerWithWords(question: Locator, code: readonly string[]): Promise<void> {
  const named = await question.locator('legend code').allTextContents()
  const asksForFlag = /\bflag\b/.test((await question.locator('legend').textContent()) ?? '')
  const fits = (word: string) =>
    asksForFlag ? word.startsWith('-') : named.some((name) => word !== name && word.startsWith(name))
  const words = [...new Set(code)].toSorted((a, b) => Number(fits(b)) - Number(fits(a)))
  for (const word of words) {
    await question.getByRole('textbox').fill(word)
    if (await isRight(question)) return
  }
}

async function answerWithOrder(question: Locator): Promise<void> {
  const count = await question.getByRole('listitem').count()
  if (await isRight(question)) return
  for (const place of plainChanges(count)) {
    await question
      .getByRole('listitem')
      .nth(place)
      .getByRole('button', { name: /^Move down/ })
      .click()
    if (await isRight(question)) return
  }
}

/** Swaps of neighbours that produce every order once (Steinhaus-Johnson-Trotter): the first place of each pair. */
function plainChanges(count: number): number[] {
  if (count < 2) return []
  const up = Array.from({ length: count - 1 }, (_, index) => index)
  const down = up.toReversed()
  const inner = plainChanges(count - 1)
  return [...down, ...inner.flatMap((place, index) => (index % 2 === 0 ? [place + 1, ...up] : [place, ...down]))]
}
