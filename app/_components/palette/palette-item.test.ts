import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SearchEntry } from '../search/search-entry.ts'
import { type Searchable, paletteGroups } from './palette-item.ts'

const action = (id: string, label: string) => ({ id, label, keys: [], run: () => undefined })
const ACTIONS = [action('help', 'Help and keys'), action('theme-dark', 'Appearance: dark'), action('search', 'Search')]
const entry = (id: string): SearchEntry => ({ id, kind: 'lesson', title: id, place: '', href: `/${id}` })
const SEARCH: Searchable = { find: (query) => [entry(`found ${query}`)], lessons: () => [entry('one'), entry('two')] }

function idsOf(query: string, search?: Searchable) {
  return paletteGroups(query, ACTIONS, search).map(({ label, items }) => [label, items.map(({ id }) => id)])
}

test('without a query the palette lists all actions of the page and all lessons', () => {
  assert.deepEqual(idsOf('', SEARCH), [
    ['On this page', ['theme-dark', 'help']],
    ['Lessons', ['one', 'two']],
  ])
})

test('actions whose name has all the words come before search results', () => {
  assert.deepEqual(idsOf('dark App', SEARCH), [
    ['On this page', ['theme-dark']],
    ['In the course', ['found dark App']],
  ])
})

test('an empty group is left out, also while the index is not loaded', () => {
  assert.deepEqual(idsOf('kubelet'), [])
  assert.deepEqual(idsOf('help'), [['On this page', ['help']]])
})
