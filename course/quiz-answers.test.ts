import assert from 'node:assert/strict'
import test from 'node:test'
import type { Question } from '#course/model.ts'
import { gradeAnswer, viewQuestion } from '#course/quiz-answers.ts'

const SEVERAL: Question = {
  id: 'services',
  kind: 'several',
  question: 'Which are services?',
  choices: [
    { text: 'kubelet', isRight: true, why: 'yes' },
    { text: 'kube-proxy', isRight: false, why: 'a Pod' },
    { text: 'containerd', isRight: true, why: 'too' },
  ],
}
const ORDER: Question = { id: 'order', kind: 'order', question: 'Order?', items: ['a', 'b', 'c', 'd'], why: 'so' }
const TEXT: Question = { id: 'text', kind: 'text', question: 'Phase?', answers: ['Pending'], why: 'so' }

function idsOf(question: Question, ...texts: string[]): string[] {
  const { choices } = viewQuestion(question)
  return texts.map((text) => choices.find((choice) => choice.text === text)?.id ?? '')
}

test('a page never gets the right answer or its reason', () => {
  for (const question of [SEVERAL, ORDER, TEXT]) {
    const text = JSON.stringify(viewQuestion(question))
    assert.doesNotMatch(text, /isRight|why|Pending/)
  }
})

test('the items of an order question never have the right order', () => {
  for (let number = 0; number < 20; number += 1) {
    const question: Question = {
      id: `order-${number}`,
      kind: 'order',
      question: 'Order?',
      items: ['a', 'b'],
      why: 'so',
    }
    const texts: string[] = viewQuestion(question).choices.map(({ text }) => text)
    assert.deepEqual(texts, ['b', 'a'])
  }
})

test('the order of choices does not reveal the right one, and is the same each time', () => {
  const places = new Set<number>()
  for (let number = 0; number < 20; number += 1) {
    const question: Question = { ...SEVERAL, id: `several-${number}` }
    places.add(viewQuestion(question).choices.findIndex(({ text }) => text === 'kubelet'))
    assert.deepEqual(viewQuestion(question), viewQuestion(question))
  }
  assert.equal(places.size, 3)
})

test('several: exactly all right choices', () => {
  assert.equal(gradeAnswer(SEVERAL, idsOf(SEVERAL, 'containerd', 'kubelet')).isRight, true)
  assert.equal(gradeAnswer(SEVERAL, idsOf(SEVERAL, 'kubelet')).isRight, false)
  assert.equal(gradeAnswer(SEVERAL, idsOf(SEVERAL, 'kubelet', 'containerd', 'kube-proxy')).isRight, false)
  assert.equal(gradeAnswer(SEVERAL, [...idsOf(SEVERAL, 'kubelet', 'containerd'), 'no-such-id']).isRight, false)
  assert.equal(gradeAnswer(SEVERAL, []).isRight, false)
})

test('a wrong answer explains only the selected choices, a right one explains all', () => {
  const [kubeProxy = ''] = idsOf(SEVERAL, 'kube-proxy')
  assert.deepEqual(gradeAnswer(SEVERAL, [kubeProxy]).reasons, [{ choice: kubeProxy, isRight: false, why: 'a Pod' }])
  assert.equal(gradeAnswer(SEVERAL, idsOf(SEVERAL, 'kubelet', 'containerd')).reasons.length, 3)
})

test('order: every item, in the order of the file', () => {
  assert.deepEqual(gradeAnswer(ORDER, idsOf(ORDER, 'a', 'b', 'c', 'd')).reasons, [{ isRight: true, why: 'so' }])
  assert.equal(gradeAnswer(ORDER, idsOf(ORDER, 'a', 'b', 'd', 'c')).isRight, false)
  assert.equal(gradeAnswer(ORDER, idsOf(ORDER, 'a', 'b', 'c')).isRight, false)
})

test('text: case and outer spaces do not count, and a wrong answer gets no explanation', () => {
  assert.equal(gradeAnswer(TEXT, [' pending ']).isRight, true)
  assert.deepEqual(gradeAnswer(TEXT, ['Running']), { isRight: false, reasons: [] })
  assert.equal(gradeAnswer(TEXT, []).isRight, false)
})
