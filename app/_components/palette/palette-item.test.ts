import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SearchEntry } from '../search/search-entry.ts'
import { type Findable, paletteGroups } from './palette-item.ts'

const action = (id: string, label: string) => ({ id, label, keys: [], run: () => undefined })
const ACTIONS = [action('help', 'Help and keys'), action('theme-dark', 'Appearance: dark'), action('search', 'Search')]
const entry = (id: string): SearchEntry => ({ id, kind: 'lesson', title: id, place: '', href: `/${id}` })
const SEARCH: Findable = { find: (query) => [entry(`found ${query}`)], lessons: () => [entry('one'), entry('two')] }

function idsOf(query: string, search?: Findable) {
  return paletteGroups(query, ACTIONS, search).map(({ label, items }) => [label, items.map(({ id }) => id)])
}

test('before anything is typed there is everything one can do here, and every lesson', () => {
  assert.deepEqual(idsOf('', SEARCH), [
    ['On this page', ['theme-dark', 'help']],
    ['Lessons', ['one', 'two']],
  ])
})

test('actions whose name has all the words stand above what is found in the course', () => {
  assert.deepEqual(idsOf('dark App', SEARCH), [
    ['On this page', ['theme-dark']],
    ['In the course', ['found dark App']],
  ])
})

test('a group with nothing in it is left out, also while the index is not there', () => {
  assert.deepEqual(idsOf('kubelet'), [])
  assert.deepEqual(idsOf('help'), [['On this page', ['help']]])
})
